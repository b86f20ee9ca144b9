import type { Trouble, VerifyResult } from '@sterna/engine'
import { bytesText } from '../shell/progress-line.ts'
import { plainTable } from './table.ts'

/** One line an object that was or is in trouble, and a summary. */
export function verifyLines(result: VerifyResult): string[] {
  const { checked, bytes, troubles, elsewhere, name } = result
  const broken = troubles.filter(isStillBroken).length
  const state = troubles.length === 0 ? 'all intact' : `${troubles.length - broken} mended, ${broken} broken`
  return [
    ...plainTable(troubles.map((trouble) => [trouble.kind, nameOf(trouble), outcomeOf(trouble)])),
    `${checked} object${checked === 1 ? '' : 's'}, ${bytesText(bytes)}, in ${name}: ${state}.`,
    ...(elsewhere > 0
      ? [`${elsewhere} more ${elsewhere === 1 ? 'is' : 'are'} not here; to get them: sterna fetch`]
      : []),
  ]
}

export function verifyJson({ troubles, ...rest }: VerifyResult): unknown {
  return { ...rest, broken: troubles.filter(isStillBroken).length, troubles }
}

export function isStillBroken({ healedFrom }: Trouble): boolean {
  return healedFrom === undefined
}

function nameOf({ hash, paths }: Trouble): string {
  const [first, ...more] = paths
  if (first === undefined) return hash
  return more.length === 0 ? first : `${first} and ${more.length} more`
}

function outcomeOf({ healedFrom, setAside }: Trouble): string {
  if (healedFrom !== undefined) return `mended from the ${healedFrom}`
  return setAside === undefined ? 'not mended' : `not mended; the corrupt object is now ${setAside}`
}
