import type { Value } from '../../foundation/formats/index.ts'
import { dottedKey, expressionsIn } from './expression.ts'

/** The first keys of all `${…}` in a value: `train` for `${train.lr}`. */
export function firstKeysUsed(value: Value): ReadonlySet<string> {
  const found = new Set<string>()
  const visit = (inner: Value): void => {
    if (typeof inner === 'string') for (const expression of expressionsIn(inner)) found.add(firstKey(expression.inner))
    else if (Array.isArray(inner)) inner.forEach(visit)
    else if (inner instanceof Map) for (const pair of inner) pair.forEach(visit)
  }
  visit(value)
  return found
}

function firstKey(inner: string): string {
  return dottedKey(inner).split('.')[0]!.trim()
}
