import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import * as path from 'node:path'

/** All files that count, by path with their content's hash; objects whose content is not what their name says. */
export interface Snapshot {
  readonly files: Files
  readonly corrupt: readonly string[]
}

export type Files = ReadonlyMap<string, string>

/** Git's own, what a program only remembers, and what is not finished. */
const leftOut = /(^|\/)\.(git|site)(\/|$)|\.dvc\/tmp\/|\.tmp$/

/** A link has an `@` behind its name, and the hash of what it leads to. Runs of the trash are all called the same. */
export function snapshotOf(directory: string): Snapshot {
  const files = new Map<string, string>()
  const corrupt: string[] = []
  for (const { file, isLink } of filesBelow(directory)) {
    const name = path.relative(directory, file)
    if (leftOut.test(name)) continue
    const hash = hashOf(file)
    files.set(`${name.replace(/sterna-trash\/[^/]+/, 'sterna-trash/RUN')}${isLink ? '@' : ''}`, hash)
    const object = /files\/md5\/(..)\/([0-9a-f]{30})(\.dir)?$/.exec(name)
    if (object && `${object[1]}${object[2]}` !== hash) corrupt.push(name)
  }
  return { files, corrupt }
}

function hashOf(file: string): string {
  return fs.existsSync(file) ? createHash('md5').update(fs.readFileSync(file)).digest('hex') : 'nothing'
}

function filesBelow(directory: string): { file: string; isLink: boolean }[] {
  return fs.readdirSync(directory, { withFileTypes: true }).flatMap((entry) => {
    const file = path.join(directory, entry.name)
    if (entry.isDirectory()) return filesBelow(file)
    return entry.isFile() || entry.isSymbolicLink() ? [{ file, isLink: entry.isSymbolicLink() }] : []
  })
}
