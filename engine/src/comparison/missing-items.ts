import type { Completeness, ObjectStore } from '../storage/index.ts'
import type { Item, Side, SideOutput } from './side.ts'

/** Outputs of a side whose objects a store lacks; looking into directories also those of their files. */
export async function missingItems(
  side: Side,
  store: ObjectStore,
  options: { readonly isGranular: boolean; readonly complete?: Completeness },
): Promise<Item[]> {
  const outputs = [...side.values()].filter(({ hash }) => hash !== undefined)
  const lacking = new Set(await store.missing([...new Set(outputs.map(({ hash }) => hash!))]))
  const missing: Item[] = []
  for (const output of outputs) {
    if (lacking.has(output.hash!)) missing.push(output)
    if (options.isGranular && output.isDirectory && !(await options.complete?.has(output.hash!)))
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
