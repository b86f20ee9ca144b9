import { type AbsolutePath, absolutePath, systemErrorCode } from '../../foundation/base/index.ts'

/** What a supervisor is told in its words. */
export interface Task {
  /** Where jobs are. */
  readonly jobs: AbsolutePath
  readonly id: string
  readonly attempt: number
  /** Devices that its command may use; none if it needs none. */
  readonly devices: readonly string[]
  readonly command: string
  readonly arguments: readonly string[]
  readonly directory: AbsolutePath
}

/** What `renderTask` has made. */
export function readTask(words: readonly string[]): Task {
  const [jobs = '', id = '', attempt = '', devices = '', directory = '', command = '', ...rest] = words
  return {
    jobs: absolutePath(jobs),
    id,
    attempt: Number(attempt),
    devices: devices === '' ? [] : devices.split(','),
    command,
    arguments: rest,
    directory: absolutePath(directory),
  }
}

export function renderTask(task: Task): string[] {
  return [
    task.jobs,
    task.id,
    String(task.attempt),
    task.devices.join(','),
    task.directory,
    task.command,
    ...task.arguments,
  ]
}

/** Of a supervisor that could not write what has to be written before its command may begin. */
export const cannotWrite = 73
const broken = 70

export function exitOf(result: unknown): number {
  if (!(result instanceof Error)) return 0
  return systemErrorCode(result) === undefined ? broken : cannotWrite
}
