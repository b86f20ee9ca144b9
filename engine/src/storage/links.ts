import * as fs from 'node:fs'
import * as path from 'node:path'
import { type AbsolutePath, Failure } from '../foundation/base/index.ts'
import { type LinkType, works } from './link-type.ts'
import { explained, objectsOf } from './local-store.ts'
import type { LocalStore } from './object-store.ts'

/** The ways of one store into the workspace: which kinds of link are wanted, best first, and which of them work. */
export interface Links {
  readonly store: LocalStore
  readonly wanted: readonly LinkType[]
  /** The first wanted kind that works between the store and this directory. Failure 'unsupported' if none does. */
  typeFor(directory: AbsolutePath): LinkType
  /**
   * Where files below the tracked path `target` are made before they get their name. Never in a tracked directory: what a
   * killed process leaves there would be taken for data.
   */
  scratchFor(target: AbsolutePath): string
}

export interface LinksOptions {
  /** A directory that Git ignores, on the workspace's device. Without it files are made beside the tracked path. */
  readonly scratch?: AbsolutePath
}

const defaultLinkTypes: readonly LinkType[] = ['reflink', 'copy']

export function openLinks(
  store: LocalStore,
  wanted: readonly LinkType[] = defaultLinkTypes,
  { scratch }: LinksOptions = {},
): Links {
  const known = new Map<number, LinkType>()
  const typeFor = (directory: AbsolutePath) => {
    const existing = nearestExisting(directory)
    const device = fs.statSync(existing).dev
    const type = known.get(device) ?? firstThatWorks(store, wanted, scratchBeside(existing, scratch))
    known.set(device, type)
    return type
  }
  return {
    store,
    wanted,
    typeFor: (directory) => explained(() => typeFor(directory)),
    scratchFor: (target) => explained(() => scratchBeside(path.dirname(target), scratch)),
  }
}

function scratchBeside(directory: string, scratch: AbsolutePath | undefined): string {
  if (scratch === undefined) return directory
  fs.mkdirSync(scratch, { recursive: true })
  return fs.statSync(scratch).dev === fs.statSync(nearestExisting(directory)).dev ? scratch : directory
}

function firstThatWorks(store: LocalStore, wanted: readonly LinkType[], directory: string): LinkType {
  if (wanted[0] === 'copy') return 'copy'
  const probe = objectsOf(store).freshProbe()
  fs.writeFileSync(probe, 'test', { flag: 'wx' })
  try {
    const type = wanted.find((candidate) => works(candidate, probe, directory))
    if (type !== undefined) return type
  } finally {
    fs.rmSync(probe, { force: true })
  }
  throw new Failure(
    'unsupported',
    `No possible cache link types for '${directory}'. See <https://dvc.org/doc/user-guide/troubleshooting#cache-types> for more information.`,
    {
      hint: 'To allow copies: sterna config cache.type copy',
    },
  )
}

function nearestExisting(directory: string): string {
  for (let at = directory; ; at = path.dirname(at)) if (fs.existsSync(at)) return at
}
