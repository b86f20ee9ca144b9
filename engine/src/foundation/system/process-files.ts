import { createHash } from 'node:crypto'
import * as os from 'node:os'
import { type AbsolutePath, absolutePath } from '../base/index.ts'
import type { FileSystem } from './file-system.ts'
import { isAlive } from './is-alive.ts'

const hostDigits = 12

/** What a file or folder is called that only this process uses. */
export function ofProcess(purpose: string, processId: number): string {
  return `${purpose}-${hostMark()}-${processId}`
}

/** Files and folders for that purpose in a directory whose process, on this machine, has gone without taking them along. */
export function leftByOthers(
  files: Pick<FileSystem, 'list'>,
  directory: AbsolutePath,
  purpose: string,
): AbsolutePath[] {
  const names = (files.list(directory) ?? []).map(({ name }) => name)
  return names.filter((name) => isLeft(name, purpose)).map((name) => absolutePath(directory, name))
}

function isLeft(name: string, purpose: string): boolean {
  if (!name.startsWith(`${purpose}-`)) return false
  const [, host, processId] = /^([0-9a-z]+)-(\d+)(?:\.lock)?$/.exec(name.slice(purpose.length + 1)) ?? []
  return host === hostMark() && !isAlive(Number(processId))
}

/** A disk may be shared, and another machine's processes cannot be seen. */
function hostMark(): string {
  return createHash('sha256').update(os.hostname()).digest('hex').slice(0, hostDigits)
}
