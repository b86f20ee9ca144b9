import { execFileSync } from 'node:child_process'
import { fillPlots } from './fills.ts'
import { onBoth, shape } from './shapes.ts'
import type { Workload } from './workloads.ts'

/** Curves of the workspace over those of the last commit: half of them CSV, half JSON. */
export const plotWorkloads: readonly Workload[] = [diffOf(100), diffOf(1_000)]

function diffOf(rows: number): Workload {
  return {
    ...shape(`\`plots diff --json\` of 50 files of ${rows.toLocaleString('en')} rows`, '8 x faster', 10, true),
    commands: (worlds) =>
      onBoth((program) => () => {
        const directory = worlds.project(program, `plots${rows}`, (place) => {
          fillPlots(place, rows, 1)
          const { variables } = worlds.command(program, [], place)
          execFileSync('git', ['add', '-A'], { cwd: place, env: variables })
          execFileSync('git', ['commit', '-q', '-m', 'curves'], { cwd: place, env: variables })
          fillPlots(place, rows, 2)
        })
        return worlds.command(program, ['plots', 'diff', '--json'], directory)
      }),
  }
}
