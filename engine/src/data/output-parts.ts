import { isWithin } from '../foundation/base/index.ts'

/** Paths without those that lie inside another of them, each once. */
export function outermost(paths: readonly string[]): string[] {
  const kept: string[] = []
  for (const path of [...new Set(paths)].sort((a, b) => a.length - b.length))
    if (!kept.some((outer) => isWithin(outer, path))) kept.push(path)
  return kept
}

/** Whether a file of a directory belongs to the parts of it that are meant; without parts all of it is. */
export function partFilter(parts: readonly string[] | undefined): (relpath: string) => boolean {
  if (!parts) return () => true
  const exact = new Set(parts)
  return (relpath) => {
    for (let end = relpath.length; end > 0; end = relpath.lastIndexOf('/', end - 1))
      if (exact.has(relpath.slice(0, end))) return true
    return false
  }
}
