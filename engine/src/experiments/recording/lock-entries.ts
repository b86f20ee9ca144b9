import { type LockEntry } from '../../pipeline/index.ts'
import type { WritingContext } from '../writing-context.ts'

/** What `dvc.lock` says of the stages that are meant by their addresses, or of every stage; by their names. */
export function lockEntries(context: WritingContext, meant?: ReadonlySet<string>): Map<string, LockEntry> {
  const stages = context.definitions().flatMap((definition) => definition.stages)
  return new Map(
    stages.flatMap(({ address, name, file }) => {
      const entry = meant?.has(address) === false ? undefined : context.locked(file).get(name)
      return entry ? [[name, entry] as const] : []
    }),
  )
}
