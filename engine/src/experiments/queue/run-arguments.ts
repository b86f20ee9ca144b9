import { type PickleValue, readPickle, Tuple, writePickle } from '../../foundation/formats/index.ts'

/** What of a reproduction a queued task takes along, under DVC's names. */
export interface RunArguments {
  readonly targets: readonly string[]
  readonly flags: Readonly<Record<RunFlag, boolean>>
  readonly onError: 'fail' | 'keep-going' | 'ignore'
  /** Variables for the commands of stages. */
  readonly variables: Readonly<Record<string, string>>
}

const runFlags = [
  'single_item',
  'force',
  'dry',
  'interactive',
  'pipeline',
  'all_pipelines',
  'downstream',
  'recursive',
  'force_downstream',
  'pull',
  'allow_missing',
] as const

export type RunFlag = (typeof runFlags)[number]

/** Where a task's commit has them; no file of the work tree. */
export const argumentsFile = '.dvc/tmp/repro.dat'

/** The bytes of `repro.dat`. */
export function renderArguments({ targets, flags, onError, variables }: RunArguments): Uint8Array {
  const named = new Map<string, PickleValue>([
    ['run_env', new Map(Object.entries(variables))],
    ['targets', [...targets]],
    ...runFlags.map((flag) => [flag, flags[flag]] as const),
    ['on_error', onError],
  ])
  return writePickle(
    new Map<string, PickleValue>([
      ['args', new Tuple([])],
      ['kwargs', named],
    ]),
  )
}

/** What `repro.dat` says, also one of DVC's. What it does not know of is left out. */
export function parseArguments(bytes: Uint8Array): RunArguments {
  const value = readPickle(bytes, argumentsFile)
  const named = mapOf(mapOf(value).get('kwargs'))
  const words = mapOf(value).get('args')
  const first = words instanceof Tuple ? words.items[0] : undefined
  const targets = textsOf(named.get('targets') ?? first)
  const error = named.get('on_error')
  const flags = Object.fromEntries(runFlags.map((flag) => [flag, named.get(flag) === true])) as Record<RunFlag, boolean>
  const variables = [...mapOf(named.get('run_env'))].filter(
    (pair): pair is [string, string] => typeof pair[1] === 'string',
  )
  return {
    targets,
    flags,
    onError: error === 'keep-going' || error === 'ignore' ? error : 'fail',
    variables: Object.fromEntries(variables),
  }
}

function mapOf(value: PickleValue | undefined): ReadonlyMap<string, PickleValue> {
  return value instanceof Map ? value : new Map()
}

function textsOf(value: PickleValue | undefined): string[] {
  const items = typeof value === 'string' ? [value] : value instanceof Tuple ? value.items : value
  return Array.isArray(items) ? items.filter((item) => typeof item === 'string') : []
}
