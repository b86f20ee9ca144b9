import type { Pipeline, Stage } from '@sterna/api'
import {
  type Attempt,
  type DefinedStage,
  type ExplainedStage,
  explainStages,
  Failure,
  type Outlook,
  type PipelineEvent,
  type PipelineGraph,
  type Project,
  pipelineGraph,
  plainReproduction,
  quietCall,
} from '@sterna/engine'
import type { StudioWords } from '../studio-words.ts'

/** How many files of a directory a reason names. */
const namedFiles = 5

/** Data that no stage makes, by the file that tracks it: as recorded, changed, or not here. */
export interface TrackedData {
  readonly all: readonly string[]
  readonly changed: readonly string[]
  readonly missing: readonly string[]
}

export interface ProjectState {
  readonly pipeline: Pipeline
  readonly data: TrackedData
}

/** The stages and data of the whole project, what each stage would do now and why. Runs nothing. */
export async function lookAtProject(project: Project, words: StudioWords): Promise<ProjectState> {
  const problems: string[] = []
  const call = { ...quietCall(), report: (event: PipelineEvent) => void problems.push(...warningIn(event)) }
  try {
    const graph = await pipelineGraph(project, wholeGraph, call)
    const explained = await explainStages(
      project,
      { ...plainReproduction, allPipelines: true, limit: namedFiles },
      call,
    )
    const definitions = new Map(
      project.definitions().flatMap(({ stages }) => stages.map((stage) => [stage.address, stage])),
    )
    const producers = producersIn(graph)
    const stages = explained.flatMap((one) => {
      const stage = definitions.get(one.address)
      const after = producers.get(project.addressHere(one.address)) ?? []
      return stage ? [stageOf(project, { stage, explained: one, after }, words)] : []
    })
    const data = trackedData(explained.filter(({ address }) => !definitions.has(address)))
    return { pipeline: { stages, problems: [...new Set(problems)] }, data }
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return { pipeline: { stages: [], problems: [error.message] }, data: trackedData([]) }
  }
}

const wholeGraph = { target: undefined, isFull: true, ofOutputs: false, isCollapsed: false }

function trackedData(explained: readonly ExplainedStage[]): TrackedData {
  const named = (...kinds: Outlook['kind'][]) =>
    explained.filter(({ outlook }) => kinds.includes(outlook.kind)).map(({ address }) => address.replace(/\.dvc$/, ''))
  return {
    all: explained.map(({ address }) => address),
    changed: named('record', 'run'),
    missing: named('blocked', 'restore', 'pull'),
  }
}

function producersIn({ edges }: PipelineGraph): ReadonlyMap<string, readonly string[]> {
  const producers = new Map<string, string[]>()
  for (const [from, to] of edges) producers.set(to, [...(producers.get(to) ?? []), from])
  return producers
}

function warningIn(event: PipelineEvent): string[] {
  return event.kind === 'warning' ? [event.text] : []
}

interface Known {
  readonly stage: DefinedStage
  readonly explained: ExplainedStage
  readonly after: readonly string[]
}

function stageOf(project: Project, { stage, explained, after }: Known, words: StudioWords): Stage {
  const attempt = project.attempts.find(explained.address, () => true)
  return {
    name: project.addressHere(explained.address),
    file: stage.file,
    command: [stage.cmd].flat().join('\n'),
    ...(stage.desc === undefined ? {} : { description: stage.desc }),
    state: stateOf(explained.outlook, attempt, stage.isFrozen),
    why: [...words.reasons(explained, project)],
    after: [...after],
    dependencies: stage.deps.map(({ text }) => text),
    outputs: stage.outs.map(({ text }) => text),
    ...(attempt ? { last: lastOf(attempt) } : {}),
    ...(explained.seconds === undefined ? {} : { estimate: explained.seconds }),
  }
}

function stateOf(outlook: Outlook, attempt: Attempt | undefined, isFrozen: boolean): Stage['state'] {
  if (attempt?.state === 'running') return 'running'
  if (outlook.kind === 'fresh') return isFrozen ? 'frozen' : 'fresh'
  if (outlook.kind === 'blocked') return 'blocked'
  if (outlook.kind === 'restore' || outlook.kind === 'pull') return 'restore'
  if (attempt !== undefined && attempt.state !== 'succeeded') return 'failed'
  return outlook.kind === 'run' && !outlook.isCertain ? 'may-run' : 'run'
}

function lastOf({ state, began, ended }: Attempt): Stage['last'] {
  return { outcome: state, began, ...(ended === undefined ? {} : { seconds: (ended - began) / 1000 }) }
}
