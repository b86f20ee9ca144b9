import type { PackageChange } from '@sterna/engine'

/** `numpy 1.26.0 -> 2.0.1`; a package of which no version is told has none here. */
export function packageLine({ name, before, after }: PackageChange): string {
  if (before === undefined) return `${name} ${after} added`.replace('  ', ' ')
  return after === undefined
    ? `${name} ${before} removed`.replace('  ', ' ')
    : `${name} ${before || 'any'} -> ${after || 'any'}`
}
