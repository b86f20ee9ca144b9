import { isWithin } from '../foundation/base/index.ts'

/** Paths without those that lie inside another of them, each once. */
export function outermost(paths: readonly string[]): string[] {
  const kept: string[] = []
  for (const path of [...new Set(paths)].sort((a, b) => a.length - b.length))
    if (!kept.some((outer) => isWithin(outer, path))) kept.push(path)
  return kept
}

/** Tells the part that a file of a directory belongs to, if any; none of the parts is inside another. */
export function partFinder(parts: readonly string[]): (relpath: string) => string | undefined {
  const exact = new Set(parts)
  return (relpath) => {
    for (let end = relpath.length; end > 0; end = relpath.lastIndexOf('/', end - 1)) {
      const above = relpath.slice(0, end)
      if (exact.has(above)) return above
    }
    return undefined
  }
}

/** Whether a file of a directory belongs to the parts of it that are meant; without parts all of it is. */
export function partFilter(parts: readonly string[] | undefined): (relpath: string) => boolean {
  if (!parts) return () => true
  const find = partFinder(parts)
  return (relpath) => find(relpath) !== undefined
}

/** The directories that a path lies in, the nearest first. */
export function directoriesAbove(path: string): string[] {
  const above: string[] = []
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) above.push(path.slice(0, end))
  return above
}
