import type { Attempt } from '../../attempts/index.ts'
import { lineWithoutSecrets } from '../../observation/index.ts'
import type { ReproduceResult, Stage } from '../../pipeline/index.ts'
import type { RecordedStage } from '../../records/index.ts'
import type { WritingContext } from '../writing-context.ts'

type Results = ReproduceResult['stages']

const outcomes: Readonly<Partial<Record<Results[number]['decision']['kind'], RecordedStage['outcome']>>> = {
  run: 'ran',
  restore: 'cached',
  pull: 'pulled',
  verify: 'verified',
}

/** What became of the stages that were not as recorded already; of those that ran, how. */
export function stageRecords(
  context: Pick<WritingContext, 'attempts' | 'root'>,
  results: Results,
  known: ReadonlyMap<string, Stage>,
  began: number,
): RecordedStage[] {
  return results.flatMap(({ stage, decision }) => {
    const outcome = outcomes[decision.kind]
    if (outcome === undefined) return []
    const isMeant = (one: Attempt) => one.began >= began && one.root === context.root
    const attempt = outcome === 'ran' ? context.attempts.find(stage, isMeant) : undefined
    return [{ stage, outcome, command: commandOf(known.get(stage)), ...(attempt && usageOf(attempt)) }]
  })
}

function commandOf(stage: Stage | undefined): RecordedStage['command'] {
  const command = stage?.cmd ?? []
  return typeof command === 'string' ? lineWithoutSecrets(command) : command.map(lineWithoutSecrets)
}

function usageOf(attempt: Attempt): Partial<RecordedStage> {
  const { id, began, ended, exit, number, cpuSeconds, peakBytes, peakDeviceBytes } = attempt
  return {
    log: id,
    began: new Date(began).toISOString(),
    ...(ended !== undefined && { ended: new Date(ended).toISOString(), seconds: (ended - began) / 1000 }),
    ...(exit !== undefined && { exit }),
    ...(number > 1 && { tries: number }),
    ...(cpuSeconds !== undefined && { cpuSeconds }),
    ...(peakBytes !== undefined && { peakBytes }),
    ...(peakDeviceBytes !== undefined && { peakDeviceBytes }),
  }
}
