import { createHash } from 'node:crypto'
import type { Stats } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { makeManifest } from './directory-manifest.ts'
import { renderManifest } from './render-manifest.ts'
import { renderedTable } from './table-manifest.ts'
import { runsInOrder } from './table-order.ts'
import { TreeTableBuilder } from './tree-table-builder.ts'

const stats = { mtimeMs: 0, ctimeMs: 0, size: 0, ino: 0, nlink: 1 } as Stats
const name = fc.oneof(
  fc.stringMatching(/^[a.\-0b]{1,3}$/),
  fc.constantFrom('ä', '\ufffd', '\u{1f600}', 'a.b', 'a-', 'aa', 'q"\\', '\t', '\u007f'),
)
const paths = fc.array(fc.array(name, { minLength: 1, maxLength: 4 }), { maxLength: 30 })

interface Tree {
  readonly files: Set<string>
  readonly directories: Map<string, Tree>
}

describe('the files of a table', () => {
  it('come in the order of a manifest', () => {
    fc.assert(
      fc.property(paths, (some) => {
        const builder = new TreeTableBuilder()
        const relpaths = build(builder, treeOf(some), '', 0)
        const table = builder.finish({ root: '/', device: 0, ignoreKey: '', observedAt: 0 })
        const rows = runsInOrder(table).flatMap((run) => run.rows)
        expect(rows.map((row) => relpaths[row])).toEqual(makeManifest(relpaths, relpaths).relpaths)
      }),
    )
  })

  it('are rendered as a manifest of them is', () => {
    fc.assert(
      fc.property(paths, (some) => {
        const builder = new TreeTableBuilder()
        const relpaths = build(builder, treeOf(some), '', 0)
        const hashes = relpaths.map((_, row) => hashOf(row))
        hashes.forEach((hash, row) => builder.setHash(row, hash, row))
        const table = builder.finish({ root: '/', device: 0, ignoreKey: '', observedAt: 0 })
        const rendered = Buffer.concat([...renderedTable(table)]).toString('latin1')
        const expected = Buffer.from(renderManifest(makeManifest(relpaths, hashes))).toString('latin1')
        expect(rendered).toBe(expected)
      }),
    )
  })
})

function hashOf(number: number): string {
  return createHash('md5').update(String(number)).digest('hex')
}

/** A name that is that of a directory is not that of a file as well. */
function treeOf(some: readonly (readonly string[])[]): Tree {
  const root: Tree = { files: new Set(), directories: new Map() }
  for (const path of some) {
    let place = root
    for (const directory of path.slice(0, -1)) {
      place.files.delete(directory)
      place = place.directories.get(directory) ?? make(place, directory)
    }
    if (!place.directories.has(path.at(-1)!)) place.files.add(path.at(-1)!)
  }
  return root
}

function make({ directories }: Tree, name: string): Tree {
  const made: Tree = { files: new Set(), directories: new Map() }
  directories.set(name, made)
  return made
}

/** Depth first, as the scan does; gives the path of each row. */
function build(builder: TreeTableBuilder, { files, directories }: Tree, path: string, parent: number): string[] {
  const inside = (below: string) => (path === '' ? below : `${path}/${below}`)
  const own = builder.beginDirectory(path, parent, { mtime: 0, inode: 0 })
  for (const file of files) builder.addFile(file, stats, false)
  const below = [...directories].flatMap(([directory, inner]) => build(builder, inner, inside(directory), own))
  return [...[...files].map(inside), ...below]
}
