import { type Measured, measure } from './measure.ts'
import { rowOf } from './table.ts'
import type { Workload } from './workloads.ts'
import type { Worlds } from './worlds.ts'

/** Runs the two programs of a workload in turns and returns its row. `afterWarmUp` is called before the rounds that count. */
export function compare(workload: Workload, worlds: Worlds, afterWarmUp: () => void = () => undefined): string {
  console.log(`… ${workload.name}`)
  const ours: Measured[] = []
  const theirs: Measured[] = []
  const { sterna, other } = workload.commands(worlds)
  for (let round = 0; round < workload.rounds + (workload.isRepeatable ? 1 : 0); round++) {
    const isWarmUp = workload.isRepeatable && round === 0
    const commands = [sterna(round), other(round)] as const
    if (isWarmUp) afterWarmUp()
    const pair = [measure(commands[0]), measure(commands[1])] as const
    if (isWarmUp) continue
    ours.push(pair[0])
    theirs.push(pair[1])
  }
  const row = rowOf(workload, ours, theirs)
  console.log(row)
  return row
}
