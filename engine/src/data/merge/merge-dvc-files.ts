import { equalLikePython, type Value, type ValueMap } from '../../foundation/formats/index.ts'
import { mergeOutputs, type OutputMerging } from './merge-outputs.ts'
import { changedSide, mapSides, mergeKeys, mergeValue, type Sides } from './three-way.ts'

/**
 * Merges the contents of `.dvc` files output by output, and directories file by file. An import's origin and what was
 * imported from it belong together: they are taken from one side whole.
 */
export function mergeDvcFiles(sides: Sides<ValueMap>, merging: OutputMerging): ValueMap {
  const isImport = [sides.base, sides.ours, sides.theirs].some((one) => one?.has('deps'))
  const importedFrom = isImport ? importSide(sides, merging) : undefined
  return mergeKeys(sides, (key, values) => {
    if (importedFrom !== undefined && importKeys.includes(String(key))) return values[importedFrom]
    if (key === 'outs') return mergeOutputs(values, merging)
    return mergeValue(values, `'${String(key)}'`, merging)
  })
}

const importKeys = ['md5', 'wdir', 'deps', 'outs']

function importSide(sides: Sides<ValueMap>, merging: OutputMerging) {
  const parts = mapSides(sides, importOf)
  const changed = changedSide(parts, equalLikePython)
  if (changed !== 'both') return changed
  const [ours, theirs] = [shownImport(sides.ours), shownImport(sides.theirs)]
  merging.conflicts.push({ subject: pathsOf(sides.ours ?? sides.theirs), ours, theirs })
  return merging.side
}

function importOf(file: ValueMap): ValueMap {
  return new Map([...file].filter(([key]) => importKeys.includes(String(key))))
}

function pathsOf(file: ValueMap | undefined): string {
  return outputsOf(file)
    .map((entry) => String(entry.get('path')))
    .join(', ')
}

function shownImport(file: ValueMap | undefined): string {
  const [output] = outputsOf(file)
  return output === undefined ? 'deleted' : String(output.get('md5') ?? 'imported anew')
}

function outputsOf(file: ValueMap | undefined): readonly ValueMap[] {
  const outputs: Value | undefined = file?.get('outs')
  return Array.isArray(outputs) ? (outputs as ValueMap[]) : []
}
