const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'] as const

/** A size with three digits that count. */
export function bytesText(bytes: number): string {
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3))
  return `${Number((bytes / 1000 ** power).toPrecision(3))} ${units[power]!}`
}
