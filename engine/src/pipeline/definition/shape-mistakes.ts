import { describeMistake, type ShapeMistake } from '../../foundation/schema/index.ts'
import type { PartName } from './broken-parts.ts'
import { type DefinitionPlace, linesAt } from './definition-place.ts'
import type { Mistake } from './mistake.ts'

/** Mistakes of shape with their places, each with the part of the file that cannot be used because of it. */
export function shapeMistakes(
  found: readonly ShapeMistake[],
  place: DefinitionPlace,
): { readonly part: PartName; readonly mistake: Mistake }[] {
  return found.map((mistake) => ({ part: partOf(mistake), mistake: placed(mistake, place) }))
}

function partOf({ at }: ShapeMistake): PartName {
  const [key, name] = at
  if (key === 'stages' && name !== undefined) return { extent: 'stage', name: String(name) }
  if (key === undefined || key === 'stages' || key === 'vars') return { extent: 'file', name: '' }
  return { extent: 'list', name: String(key) }
}

function placed(mistake: ShapeMistake, place: DefinitionPlace): Mistake {
  const message = describeMistake(mistake)
  const hint = `Correct "${place.file}".`
  return { code: 'stage-invalid', message, hint, isShape: true, ...linesAt(place, mistake.at) }
}
