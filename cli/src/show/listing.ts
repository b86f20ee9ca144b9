import { shortSize } from './sizes.ts'
import { plainTable } from './table.ts'

/** One line of a list or tree. */
export interface ListedLine {
  readonly shown: string
  readonly isDirectory: boolean
  readonly bytes: number | undefined
  readonly hash?: string | undefined
}

export interface ListingLook {
  readonly withSize: boolean
  readonly withHash: boolean
}

/** Names, with sizes and hashes before them if they are wanted. */
export function listingLines(lines: readonly ListedLine[], { withSize, withHash }: ListingLook): readonly string[] {
  if (!withSize && !withHash) return lines.map(({ shown }) => shown)
  const sizes = lines.map(sizeOf)
  const width = Math.max(0, ...sizes.map((size) => size.length))
  const rows = lines.map(({ shown, hash }, index) => [
    ...(withSize ? [sizes[index]!.padStart(width)] : []),
    ...(withHash ? [hash ?? '-'] : []),
    shown,
  ])
  return plainTable(rows)
}

function sizeOf({ bytes, isDirectory }: ListedLine): string {
  return bytes === undefined || (bytes === 0 && isDirectory) ? '' : shortSize(bytes)
}

export interface Branch extends ListedLine {
  readonly contents: readonly Branch[]
}

/** A tree as lines, each name behind its branch. */
export function treeLines(tree: Branch): ListedLine[] {
  const below = (contents: readonly Branch[], prefix: string): ListedLine[] =>
    contents.flatMap((branch, index) => {
      const isLast = index === contents.length - 1
      const own = { ...branch, shown: `${prefix}${isLast ? '└── ' : '├── '}${branch.shown}` }
      return [own, ...below(branch.contents, `${prefix}${isLast ? '    ' : '│   '}`)]
    })
  return [tree, ...below(tree.contents, '')]
}
