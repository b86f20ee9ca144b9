import { type AbsolutePath, Failure } from '../base/index.ts'
import type { Processes } from '../system/index.ts'

/** A ref that gets another value, or goes. */
export interface RefChange {
  readonly ref: string
  /** The id it had; undefined if there must be none. */
  readonly from: string | undefined
  /** The id it gets; undefined if it goes. */
  readonly to: string | undefined
}

export interface RefChangeOptions {
  /** What a log of the ref says of it. */
  readonly message: string
  /** Whether it gets a log if it has none. */
  readonly isLogged?: boolean
}

/**
 * Changes refs, all or none, and only if each is still what it was. Returns false if one of them is not: somebody else has
 * been there meanwhile.
 */
export function changeRefs(
  processes: Processes,
  directory: AbsolutePath,
  changes: readonly RefChange[],
  { message, isLogged = false }: RefChangeOptions,
): boolean {
  if (changes.length === 0) return true
  const words = ['update-ref', '--no-deref', ...(isLogged ? ['--create-reflog'] : []), '-m', message, '--stdin', '-z']
  const input = changes.map(command).join('')
  const { code, stderr } = processes.run({ command: 'git', arguments: words, directory, input })
  if (code === 0) return true
  if (/reference already exists|but expected|unable to resolve reference/i.test(stderr)) return false
  throw new Failure('git', `git update-ref failed: ${stderr.trim() || `exit code ${code}`}`)
}

function command({ ref, from, to }: RefChange): string {
  if (to === undefined) return `delete ${ref}\0${from ?? ''}\0`
  return from === undefined ? `create ${ref}\0${to}\0` : `update ${ref}\0${to}\0${from}\0`
}
