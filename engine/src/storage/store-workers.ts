import * as fs from 'node:fs'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { Failure, type FailureCode } from '../foundation/base/index.ts'
import type { FilesRead, FilesToRead } from './files-to-read.ts'
import type { LocalObjectsPlace } from './local-objects.ts'
import { Md5Column } from './md5-column.ts'
import { PathColumn } from './path-column.ts'
import type { Progress } from './progress.ts'
import type { Storing } from './store-sinks.ts'
import type { TextColumn } from './tree-table.ts'

/** A worker takes some 30 ms to start; below this there is nothing to gain. */
const worthwhileFiles = 20_000
const worthwhileBytes = 200 << 20
/** File systems write one directory entry at a time, so more hands soon only wait for each other. */
const maxWorkers = 3
/** What making a file costs, in bytes that could be hashed and written meanwhile. */
const bytesPerFile = 100_000

export interface StoreOrder {
  readonly files: SentFiles
  readonly place: LocalObjectsPlace
  readonly type: Storing['type']
  readonly scratch: string
  readonly isFinished: boolean
}

/** Files in a form that can be sent to another thread. */
export interface SentFiles extends Pick<FilesToRead, 'bytes' | 'mtimes'> {
  readonly paths: TextColumn
}

/** What was read, in a form that can be sent. */
export interface SentBack extends Pick<FilesRead, 'bytes' | 'touched'> {
  readonly md5: Uint8Array
}

export type StoreReport =
  | { readonly kind: 'progress'; readonly files: number; readonly bytes: number }
  | { readonly kind: 'done'; readonly read: SentBack }
  | {
      readonly kind: 'failed'
      readonly code: FailureCode | undefined
      readonly message: string
      readonly hint: string | undefined
    }

export interface StoreWorker {
  store(files: SentFiles, storing: Storing, progress: Progress): Promise<FilesRead>
  close(): Promise<unknown>
}

/** As many as are worth it for these files: none for few, or where the program is run from its sources. */
export function startWorkers(files: FilesToRead): StoreWorker[] {
  const script = workerScript()
  if (script === undefined || files.paths.length < 2 || !isMuch(files)) return []
  const count = Math.min(availableParallelism() - 1, maxWorkers, files.paths.length - 1)
  return Array.from({ length: count }, () => storeWorker(new Worker(script)))
}

/** Cuts the files into pieces of about the same work, in order. */
export function shareOut(files: FilesToRead, pieces: number): SentFiles[] {
  const paths = PathColumn.of(files.paths)
  const total = files.bytes.reduce((sum, bytes) => sum + bytes + bytesPerFile, 0)
  const ends: number[] = []
  let done = 0
  for (let i = 0; i < files.paths.length; i++) {
    while (done >= (total * (ends.length + 1)) / pieces) ends.push(i)
    done += files.bytes[i]! + bytesPerFile
  }
  while (ends.length < pieces) ends.push(files.paths.length)
  return ends.map((end, i) => piece({ ...files, paths }, i === 0 ? 0 : ends[i - 1]!, end))
}

function isMuch(files: FilesToRead): boolean {
  return files.paths.length > worthwhileFiles || files.bytes.reduce((sum, bytes) => sum + bytes, 0) > worthwhileBytes
}

function piece(
  { paths, bytes, mtimes }: FilesToRead & { readonly paths: PathColumn },
  from: number,
  to: number,
): SentFiles {
  return { paths: paths.texts(from, to), bytes: bytes.slice(from, to), mtimes: mtimes.slice(from, to) }
}

/** What was sent, as it was. */
export function received({ paths, bytes, mtimes }: SentFiles): FilesToRead {
  return { paths: PathColumn.from(paths), bytes, mtimes }
}

/** In the published command the worker's script lies beside this code. */
function workerScript(): string | undefined {
  const script = fileURLToPath(new URL('./store-worker.cjs', import.meta.url))
  return fs.existsSync(script) ? script : undefined
}

function storeWorker(worker: Worker): StoreWorker {
  const store = (files: SentFiles, { objects, ...how }: Storing, progress: Progress) =>
    new Promise<FilesRead>((resolve, reject) => {
      worker.on('error', reject)
      worker.on('exit', () => reject(new Error('A thread that stores files has ended early.')))
      worker.on('message', (report: StoreReport) => {
        if (report.kind === 'progress') progress.add(report.files, report.bytes)
        else if (report.kind === 'done') resolve(sentBack(report.read))
        else reject(failureOf(report))
      })
      worker.postMessage({ files, place: objects.place, ...how } satisfies StoreOrder, [])
    })
  return { store, close: () => worker.terminate() }
}

function sentBack({ md5, bytes, touched }: SentBack): FilesRead {
  return { hashes: new Md5Column(md5), bytes, touched }
}

/** Errors lose their class on the way between threads. */
function failureOf({ code, message, hint }: Extract<StoreReport, { kind: 'failed' }>): Error {
  return code === undefined ? new Error(message) : new Failure(code, message, hint === undefined ? {} : { hint })
}
