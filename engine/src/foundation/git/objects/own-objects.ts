import * as fs from 'node:fs'
import * as path from 'node:path'
import { orNothing } from '../../system/index.ts'
import type { GitObject } from './git-object.ts'
import { readLooseObject } from './loose-object.ts'
import { Pack } from './pack.ts'

/** Larger ones are left to Git. */
const mostBytes = 32 * 1024 * 1024

/**
 * Objects read from a repository's own files, without starting Git: the common cases of how they are kept. Of what is kept otherwise,
 * is broken, or is not there, nothing is said: Git is asked then, which also looks again for what has just been packed.
 */
export class OwnObjects {
  readonly #commonDirectory: string
  #directories: readonly string[] | undefined
  #packs: Pack[] | undefined

  constructor(commonDirectory: string) {
    this.#commonDirectory = commonDirectory
  }

  read(id: string): GitObject | undefined {
    try {
      return this.#loose(id) ?? this.#packed(id)
    } catch {
      return undefined
    }
  }

  close(): void {
    for (const pack of this.#packs ?? []) pack.close()
    this.#packs = undefined
  }

  #loose(id: string): GitObject | undefined {
    for (const directory of this.#places()) {
      const found = readLooseObject(directory, id, mostBytes)
      if (found) return found
    }
    return undefined
  }

  #packed(id: string): GitObject | undefined {
    const bytes = Buffer.from(id, 'hex')
    this.#packs ??= this.#places().flatMap((directory) => packsIn(path.join(directory, 'pack')))
    for (const pack of this.#packs) {
      const found = pack.read(bytes, mostBytes)
      if (found) return { id, ...found }
    }
    return undefined
  }

  /** Where objects are; nowhere if some stand for others. */
  #places(): readonly string[] {
    this.#directories ??= hasReplacements(this.#commonDirectory)
      ? []
      : withAlternates(path.join(this.#commonDirectory, 'objects'))
    return this.#directories
  }
}

function packsIn(directory: string): Pack[] {
  if (!fs.existsSync(directory)) return []
  const stems = fs.readdirSync(directory).filter((name) => name.endsWith('.idx'))
  return stems.flatMap((name) => orNothing(() => new Pack(path.join(directory, name.slice(0, -'.idx'.length)))) ?? [])
}

function withAlternates(objects: string, seen: readonly string[] = []): string[] {
  if (seen.includes(objects)) return []
  const list = path.join(objects, 'info/alternates')
  const lines = fs.existsSync(list) ? fs.readFileSync(list, 'utf8').split('\n') : []
  const others = lines.filter((line) => line !== '' && !line.startsWith('#'))
  return [objects, ...others.flatMap((other) => withAlternates(path.resolve(objects, other), [...seen, objects]))]
}

function hasReplacements(commonDirectory: string): boolean {
  const at = (name: string) => path.join(commonDirectory, name)
  if (fs.existsSync(at('refs/replace')) || fs.existsSync(at('info/grafts'))) return true
  return fs.existsSync(at('packed-refs')) && fs.readFileSync(at('packed-refs'), 'latin1').includes(' refs/replace/')
}
