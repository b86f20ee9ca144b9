import { absolutePath, type CheckoutChange, type Project, shownPath } from '@sterna/engine'
import { joinedNames } from './joined-names.ts'

const letters = { modified: 'M', added: 'A', deleted: 'D' } as const

/** One line an output: what happened to it, and where it is. Directories come first, and end in a slash. */
export function checkoutLines(project: Project, changes: readonly CheckoutChange[]): string[] {
  return (['modified', 'added', 'deleted'] as const).flatMap((kind) => {
    const named = changes
      .filter(({ change }) => change === kind)
      .map((change) => ({ ...change, name: nameOf(project, change) }))
    const sorted = named.sort((a, b) => Number(b.isDirectory) - Number(a.isDirectory) || (a.name < b.name ? -1 : 1))
    return sorted.map(({ name }) => `${letters[kind]}       ${name}`)
  })
}

function nameOf(project: Project, { path, isDirectory }: CheckoutChange): string {
  return `${shownPath(project.workingDirectory, absolutePath(project.root, path))}${isDirectory ? '/' : ''}`
}

/** How many files were changed, in a sentence. */
export function summaryLine(changes: readonly CheckoutChange[], before: readonly string[] = []): string {
  const total = (kind: 'added' | 'modified' | 'deleted') => changes.reduce((sum, { files }) => sum + files[kind], 0)
  const parts = [
    ...before,
    ...(['modified', 'added', 'deleted'] as const).flatMap((kind) => countOf(total(kind), kind)),
  ]
  return parts.length === 0 ? 'No changes.' : joinedNames(parts)
}

export function countOf(count: number, what: string): string[] {
  return count === 0 ? [] : [`${count} file${count === 1 ? '' : 's'} ${what}`]
}
