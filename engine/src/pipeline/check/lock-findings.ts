import type { Stage } from '../definition/index.ts'
import type { LockEntry } from '../lock-entry.ts'
import { type CheckedFile, placeIn, placeInLock } from './checked-file.ts'
import { type Finding, finding } from './finding.ts'
import type { RuleCode } from './rules.ts'

/** What the lock file still has of what `dvc.yaml` has no longer. DVC notices none of it. */
export function lockFindings(file: CheckedFile): Finding[] {
  const { lock, definition } = file
  if (!lock) return []
  const removed = definition.stages.flatMap((stage) => {
    const entry = lock.entries.get(stage.name)
    return entry ? removedFrom(file, stage, entry) : []
  })
  return [...removed, ...staleEntries(file)]
}

function removedFrom(file: CheckedFile, stage: Stage, entry: LockEntry): Finding[] {
  const gone = (recorded: LockEntry['deps'], now: readonly { readonly text: string }[]) =>
    recorded.map(({ path }) => path).filter((path) => now.every(({ text }) => text !== path))
  const removed = (code: RuleCode, what: string) => (name: string) => {
    const message = `${what} "${name}" of stage '${stage.name}' is in ${file.lock?.file}, but not in the stage any more`
    return finding(code, placeIn(file, stage), message)
  }
  return [
    ...gone(entry.deps, stage.deps).map(removed('removed-dependency', 'dependency')),
    ...removedParams(stage, entry).map(removed('removed-param', 'parameter')),
    ...gone(entry.outs, stage.outs).map(removed('removed-output', 'output')),
  ]
}

function removedParams({ params }: Stage, entry: LockEntry): string[] {
  return [...entry.params].flatMap(([file, recorded]) => {
    const wanted = params.find(({ text }) => text === file)
    if (wanted?.keys.length === 0) return []
    return [...recorded.keys()].filter((key) => !wanted?.keys.includes(key)).map((key) => `${file}:${key}`)
  })
}

function staleEntries(file: CheckedFile): Finding[] {
  const { lock, definition, broken } = file
  if (!lock || broken.some(({ extent }) => extent === 'file')) return []
  const names = new Set(definition.stages.map(({ name }) => name))
  const isBroken = (name: string) => broken.some((part) => name === part.name || name.startsWith(`${part.name}@`))
  return [...lock.entries.keys()]
    .filter((name) => !names.has(name) && !isBroken(name))
    .map((name) =>
      finding('stale-entry', placeInLock(file, lock, name), `${definition.file} has no stage '${name}' any more`),
    )
}
