import type { RecordedContent, TrackedOutput, TrackedStage } from '../data/index.ts'
import type { Stage } from './definition/index.ts'
import type { LockEntry } from './lock-entry.ts'

/** A stage as the data verbs see it: its outputs with what the lock file has recorded of them. */
export function trackedStage(stage: Stage, entry: LockEntry | undefined): TrackedStage {
  const files = stage.deps.flatMap((dependency) => (dependency.kind === 'file' ? [dependency.path] : []))
  return {
    address: stage.address,
    file: stage.file,
    kind: 'pipeline',
    outputs: stage.outs.map((output) => trackedOutput(output, entry)),
    dependencies: [...files, ...stage.params.map(({ path }) => path)],
    isFrozen: stage.isFrozen,
  }
}

function recordedOf(entry: LockEntry | undefined, text: string): RecordedContent | undefined {
  const locked = entry?.outs.find(({ path }) => path === text)
  return locked?.content && locked.isLegacy ? { ...locked.content, isLegacy: true } : locked?.content
}

function trackedOutput(output: Stage['outs'][number], entry: LockEntry | undefined): TrackedOutput {
  const { path, text, isCached, isPersistent, isPushed, remote, isMetric, isPlot } = output
  return {
    path,
    text,
    recorded: recordedOf(entry, text),
    isCached,
    isPersistent,
    isPushed,
    isMetric,
    isPlot,
    ...(remote === undefined ? {} : { remote }),
  }
}
