import { spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { type AbsolutePath, systemErrorCode } from '../base/index.ts'

/** A lock that this process holds on a file, until it is released or the process ends in whatever way. */
export interface FileLock {
  /** Replaces the content of the locked file, which others may read. */
  write(text: string): void
  release(): void
}

/** Advisory locks that other programs see, in the way of `flock(2)`. */
export interface FileLocks {
  /** Takes the lock without waiting; undefined if somebody else holds it. */
  take(file: AbsolutePath): FileLock | undefined
}

export const realFileLocks: FileLocks = { take }

/** For places where nobody else works: every lock is free, and no process is started for it. */
export const freeFileLocks: FileLocks = { take: () => ({ write: () => undefined, release: () => undefined }) }

function take(file: AbsolutePath): FileLock | undefined {
  fs.mkdirSync(path.dirname(file), { recursive: true })
  const descriptor = fs.openSync(file, fs.constants.O_RDWR | fs.constants.O_CREAT, 0o666)
  if (!lockDescriptor(descriptor)) {
    fs.closeSync(descriptor)
    return undefined
  }
  return {
    write(text) {
      fs.ftruncateSync(descriptor)
      fs.writeSync(descriptor, text, 0)
    },
    release: () => fs.closeSync(descriptor),
  }
}

const inheritedDescriptor = 3
const perlProgram = `use Fcntl ':flock'; open(my $f, '+<&=', ${inheritedDescriptor}) or exit 2; exit(flock($f, LOCK_EX|LOCK_NB) ? 0 : 1)`

/**
 * Node cannot call flock(2). But the lock belongs to the open file description, which a child shares: the child locks it
 * and exits, and the lock stays with us until our descriptor is closed.
 */
function lockDescriptor(descriptor: number): boolean {
  if (process.platform === 'win32') return true
  const commands: [string, string[]][] = [
    ['flock', ['-n', '-x', String(inheritedDescriptor)]],
    ['perl', ['-e', perlProgram]],
  ]
  for (const [command, words] of commands) {
    const result = spawnSync(command, words, { stdio: ['ignore', 'ignore', 'ignore', descriptor] })
    if (result.error === undefined) return result.status === 0
    if (systemErrorCode(result.error) !== 'ENOENT') throw result.error
  }
  throw new Error('Neither flock(1) nor perl was found; one of them is needed to lock the project.')
}
