import { overlaps } from '../foundation/base/index.ts'

/** Who works on a path: a process, and the command line it was started with. */
export interface Claimant {
  readonly pid: number
  readonly cmd: string
}

/** Content of `.dvc/tmp/rwlock`: absolute paths that are being written, and those that are being read. */
export interface PathClaims {
  readonly write: Readonly<Record<string, Claimant>>
  readonly read: Readonly<Record<string, readonly Claimant[]>>
}

export interface PathRequest {
  readonly read: readonly string[]
  readonly write: readonly string[]
}

export interface Blocker extends Claimant {
  /** The wanted path. */
  readonly path: string
}

/** Claims of others that stand in the way: one writer excludes everybody on the path, above it and below it. */
export function findBlockers(claims: PathClaims, request: PathRequest, own: Claimant): Blocker[] {
  const writers = Object.entries(claims.write).map(([path, by]) => [path, [by]] as const)
  const readers = Object.entries(claims.read)
  return [
    ...request.write.flatMap((path) => overlapping([...writers, ...readers], path, own)),
    ...request.read.flatMap((path) => overlapping(writers, path, own)),
  ]
}

export function addClaims(claims: PathClaims, request: PathRequest, own: Claimant): PathClaims {
  const write = { ...claims.write }
  const read: Record<string, readonly Claimant[]> = { ...claims.read }
  for (const path of request.write) write[path] = own
  for (const path of request.read) read[path] = [...(read[path] ?? []), own]
  return { write, read }
}

/** The claims without those for which `leaves` is true. */
export function dropClaims(claims: PathClaims, leaves: (claimant: Claimant) => boolean): PathClaims {
  const write = Object.fromEntries(Object.entries(claims.write).filter(([, by]) => !leaves(by)))
  const read = Object.fromEntries(
    Object.entries(claims.read)
      .map(([path, by]) => [path, by.filter((claimant) => !leaves(claimant))] as const)
      .filter(([, by]) => by.length > 0),
  )
  return { write, read }
}

export function isSame(a: Claimant, b: Claimant): boolean {
  return a.pid === b.pid && a.cmd === b.cmd
}

type Entries = readonly (readonly [string, readonly Claimant[]])[]

function overlapping(entries: Entries, path: string, own: Claimant): Blocker[] {
  return entries
    .filter(([claimed]) => overlaps(claimed, path))
    .flatMap(([, claimants]) => claimants)
    .filter((claimant) => !isSame(claimant, own))
    .map(({ pid, cmd }) => ({ path, pid, cmd }))
}
