import type { Completeness, ObjectStore } from '../storage/index.ts'
import type { Item, Side, SideOutput } from './side.ts'

/** Where objects are looked for. */
export interface Holder {
  readonly store: ObjectStore
  /** What is known of which directories the store has all of. */
  readonly complete?: Completeness
}

/** Outputs of a side whose objects nobody holds; looking into directories also those of their files. */
export async function missingItems(
  side: Side,
  holderOf: (output: Pick<SideOutput, 'isLegacy'>) => Holder,
  isGranular: boolean,
): Promise<Item[]> {
  const outputs = [...side.values()].filter(({ hash }) => hash !== undefined)
  const missing: Item[] = []
  for (const isLegacy of [false, true]) {
    const some = outputs.filter((output) => output.isLegacy === isLegacy)
    if (some.length > 0) missing.push(...(await missingIn(holderOf({ isLegacy }), some, isGranular)))
  }
  return missing
}

async function missingIn(
  { store, complete }: Holder,
  outputs: readonly SideOutput[],
  isGranular: boolean,
): Promise<Item[]> {
  const lacking = new Set(await store.missing([...new Set(outputs.map(({ hash }) => hash!))]))
  const missing: Item[] = []
  for (const output of outputs) {
    if (lacking.has(output.hash!)) missing.push(output)
    if (isGranular && output.isDirectory && !(await complete?.has(output.hash!)))
      missing.push(...(await missingInside(output, store)))
  }
  return missing
}

async function missingInside(output: SideOutput, store: ObjectStore): Promise<Item[]> {
  const manifest = await output.manifest()
  if (!manifest) return []
  const lacking = new Set(await store.missing([...new Set(manifest.hashes)]))
  if (lacking.size === 0) return []
  return manifest.relpaths.flatMap((relpath, at) => {
    const hash = manifest.hashes[at]!
    return lacking.has(hash) ? [{ path: `${output.path}/${relpath}`, hash, isDirectory: false }] : []
  })
}
