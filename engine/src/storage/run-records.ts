import * as fs from 'node:fs'
import * as path from 'node:path'
import { type AbsolutePath, absolutePath } from '../foundation/base/index.ts'
import { explained } from './local-store.ts'
import { temporaryName } from './temporary-name.ts'

/** Remembered runs of stages: small files by the hashes of what went in and what came out, `12/1234…/5678…`. */
export interface RunRecords {
  /** How many questions it is worth to have on their way at once. */
  readonly jobs: number
  list(): Promise<readonly string[]>
  /** Those of the names that are not there. */
  lacking(names: readonly string[]): Promise<readonly string[]>
  read(name: string): Promise<Uint8Array | undefined>
  /** Nobody sees half a record, also when the process is killed. */
  write(name: string, bytes: Uint8Array): Promise<void>
  /** Hears which records are there, if it could not tell that by itself when it is asked to list them. */
  announce?(names: readonly string[]): Promise<void>
}

/** The run cache in `runs` of a cache or of a remote that is a directory of this machine. */
export function localRunRecords(place: AbsolutePath): RunRecords {
  const root = absolutePath(place, 'runs')
  return {
    jobs: 1,
    list: async () => explained(() => recordsIn(root)),
    lacking: async (names) => explained(() => names.filter((name) => !fs.existsSync(path.join(root, name)))),
    read: async (name) => explained(() => readRecord(path.join(root, name))),
    write: async (name, bytes) => explained(() => writeRecord(path.join(root, name), bytes)),
  }
}

const recordName = /^[0-9a-f]{2}\/[0-9a-f]{64}\/[0-9a-f]{64}$/

export function isRecordName(name: string): boolean {
  return recordName.test(name)
}

function recordsIn(root: string): string[] {
  if (!fs.existsSync(root)) return []
  const files = fs.readdirSync(root, { recursive: true, encoding: 'utf8' })
  return files.map((file) => file.replaceAll(path.sep, '/')).filter(isRecordName)
}

function readRecord(file: string): Uint8Array | undefined {
  return fs.existsSync(file) ? fs.readFileSync(file) : undefined
}

function writeRecord(file: string, bytes: Uint8Array): void {
  const temporary = path.join(path.dirname(file), temporaryName())
  fs.mkdirSync(path.dirname(file), { recursive: true })
  try {
    fs.writeFileSync(temporary, bytes, { flush: true })
    fs.renameSync(temporary, file)
  } finally {
    fs.rmSync(temporary, { force: true })
  }
}
