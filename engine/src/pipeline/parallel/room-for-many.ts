import { Failure } from '../../foundation/base/index.ts'
import { devicesAmong } from '../../scheduling/index.ts'
import type { Stage } from '../definition/index.ts'
import type { PipelineCall, PipelineContext } from '../pipeline-context.ts'
import type { ProjectPolicy, StagePolicy } from '../policy/index.ts'
import { Places } from './places.ts'
import type { Room } from './room.ts'

export interface RoomRequest {
  readonly jobs: number
  readonly policy: ProjectPolicy
  readonly policyOf: Room['policyOf']
  /** The stages that may come, the one that should start first at the beginning. */
  readonly ranked: readonly Stage[]
  secondsOf(stage: Stage): number | undefined
}

/** Room for several stages at once, by number and by what they need. Failure 'stage-invalid' if one could never run here. */
export function roomForMany(context: PipelineContext, request: RoomRequest, call: PipelineCall): Room {
  const { jobs, policyOf, ranked } = request
  const { devices, totals } = whatThereIs(context, request)
  refuseImpossible(ranked, policyOf, totals)
  const whenWaiting = (stage: string, holders: readonly string[]) =>
    call.report({ kind: 'stage-waits', stage, holders })
  const places = new Places({ jobs, totals, devices, now: () => context.clock.now(), whenWaiting })
  const ranks = new Map(ranked.map(({ address }, rank) => [address, rank]))
  const wishOf = (stage: Stage) => ({
    name: stage.address,
    resources: policyOf(stage).resources,
    seconds: request.secondsOf(stage),
  })
  return {
    policyOf,
    close: () => places.close(),
    enter: (stage) => context.turns.away(() => places.enter(wishOf(stage), ranks.get(stage.address) ?? ranked.length)),
  }
}

/** Devices are those that the variable names, if somebody has chosen among them. */
function whatThereIs({ machineState, environment }: PipelineContext, { policy, policyOf, ranked }: RoomRequest) {
  const machine = machineState.totals()
  const count = policy.totals.get('gpu') ?? machine.gpu
  const devices = devicesAmong(count, environment.variables['CUDA_VISIBLE_DEVICES'])
  const mutexes = ranked.flatMap((stage) => [...policyOf(stage).resources.keys()].filter(isMutex))
  const totals = new Map([
    ['cpu', machine.cpu],
    ['mem', machine.mem],
    ...mutexes.map((name) => [name, 1] as const),
    ...policy.totals,
    ['gpu', devices.length],
  ])
  return { devices, totals }
}

function isMutex(name: string): boolean {
  return name.startsWith('mutex ')
}

function refuseImpossible(
  stages: readonly Stage[],
  policyOf: (stage: Stage) => StagePolicy,
  totals: ReadonlyMap<string, number>,
): void {
  const mistakes = stages.flatMap((stage) =>
    [...policyOf(stage).resources]
      .filter(([name, amount]) => amount > (totals.get(name) ?? 0))
      .map(
        ([name, amount]) => `\n  '${stage.address}' needs ${amount} of '${name}'; there is ${totals.get(name) ?? 0}`,
      ),
  )
  if (mistakes.length === 0) return
  throw new Failure('stage-invalid', `These stages ask for more than there is:${mistakes.join('')}`, {
    hint: 'Ask for less, or say in sterna.yaml how much there is: "machine" for resources, "pools" for pools.',
  })
}
