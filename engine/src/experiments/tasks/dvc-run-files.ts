import { type AbsolutePath, absolutePath } from '../../foundation/base/index.ts'
import { jsonMap, readJson, renderJson, type Value, type ValueMap } from '../../foundation/formats/index.ts'
import type { FileSystem } from '../../foundation/system/index.ts'

/** What DVC writes of a run before, while and after it goes on. */
export interface DvcRun {
  readonly baseline: string | undefined
  readonly location: string | undefined
  readonly rootDirectory: string | undefined
  readonly dvcDirectory: string
  readonly name: string | undefined
  readonly resultHash: string | undefined
  readonly resultRef: string | undefined
  /** 0 pending, 1 preparing, 2 running, 3 success, 4 failed, 5 canceled, 6 finished. */
  readonly status: number
}

/** Those of them that we go by or write. */
export const runStatus = { running: 2, success: 3, failed: 4, finished: 6 } as const

/** A run with what is written of it for others alone. */
export interface WrittenRun extends DvcRun {
  readonly rootDirectory: string
  /** From the root of the work tree. */
  readonly workingDirectory: string
  readonly isForced: boolean
}

/** What DVC writes of a process. */
export interface DvcProcess {
  readonly pid: number | undefined
  readonly log: string | undefined
  readonly returnCode: number | undefined
}

/** The files of a run with this name below a directory; each is undefined if it is not there or no JSON. */
export function readRunFiles(files: FileSystem, directory: AbsolutePath, name: string) {
  const place = absolutePath(absolutePath(directory, name), name)
  return { run: readRun(files, `${place}.run`), process: readProcess(files, `${place}.json`) }
}

export function readRun(files: FileSystem, file: string): DvcRun | undefined {
  return runOf(readObject(files, file))
}

export function readProcess(files: FileSystem, file: string): DvcProcess | undefined {
  return processOf(readObject(files, file))
}

export function renderRun(run: WrittenRun): string {
  return renderJson(
    jsonMap({
      git_url: `file://${run.rootDirectory}`,
      baseline_rev: run.baseline ?? null,
      location: run.location ?? null,
      root_dir: run.rootDirectory,
      dvc_dir: run.dvcDirectory,
      name: run.name ?? null,
      wdir: run.workingDirectory,
      result_hash: run.resultHash ?? null,
      result_ref: run.resultRef ?? null,
      result_force: run.isForced,
      status: run.status,
    }),
  )
}

export function renderProcess({ pid, log, returnCode }: DvcProcess): string {
  const info = { pid: pid ?? null, stdin: null, stdout: log ?? null, stderr: null, returncode: returnCode ?? null }
  return renderJson(jsonMap(info))
}

/** A JSON file that holds an object. Another program may be writing it just now: then it is as if it were not there. */
export function readObject(files: FileSystem, file: string): ValueMap | undefined {
  const text = files.readText(absolutePath(file))
  try {
    const value = text === undefined ? undefined : readJson(text, file)
    return value instanceof Map ? value : undefined
  } catch {
    return undefined
  }
}

function runOf(value: ValueMap | undefined): DvcRun | undefined {
  return (
    value && {
      baseline: textOf(value.get('baseline_rev')),
      location: textOf(value.get('location')),
      rootDirectory: textOf(value.get('root_dir')),
      dvcDirectory: textOf(value.get('dvc_dir')) ?? '.dvc',
      name: textOf(value.get('name')),
      resultHash: textOf(value.get('result_hash')),
      resultRef: textOf(value.get('result_ref')),
      status: value.get('collected') === true ? runStatus.finished : (numberOf(value.get('status')) ?? 0),
    }
  )
}

function processOf(value: ValueMap | undefined): DvcProcess | undefined {
  return (
    value && {
      pid: numberOf(value.get('pid')),
      log: textOf(value.get('stdout')),
      returnCode: numberOf(value.get('returncode')),
    }
  )
}

export function textOf(value: Value | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}

function numberOf(value: Value | undefined): number | undefined {
  return typeof value === 'number' ? value : undefined
}
