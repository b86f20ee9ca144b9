import type { ShownExperiment } from './shown-state.ts'

/** The latest first; of those of one second the one with the greatest id. What has no time comes last. */
export function latestFirst(experiments: readonly ShownExperiment[]): ShownExperiment[] {
  const keyed = experiments.map((experiment) => ({ experiment, key: keyOf(experiment) }))
  keyed.sort((a, b) => b.key.seconds - a.key.seconds || (a.key.id < b.key.id ? 1 : a.key.id > b.key.id ? -1 : 0))
  return keyed.map(({ experiment }) => experiment)
}

function keyOf({ revisions: [first] }: ShownExperiment) {
  if (first?.state.kind !== 'commit') return { seconds: 0, id: '' }
  return { seconds: first.state.data.seconds, id: first.revision }
}
