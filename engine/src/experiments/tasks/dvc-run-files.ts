import { type AbsolutePath, absolutePath } from '../../foundation/base/index.ts'
import { readJson, type Value, type ValueMap } from '../../foundation/formats/index.ts'
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

/** What DVC writes of a process. */
export interface DvcProcess {
  readonly pid: number | undefined
  readonly log: string | undefined
  readonly returnCode: number | undefined
}

/** The files of a run with this name below a directory; each is undefined if it is not there or no JSON. */
export function readRunFiles(files: FileSystem, directory: AbsolutePath, name: string) {
  const place = absolutePath(absolutePath(directory, name), name)
  return { run: runOf(readObject(files, `${place}.run`)), process: processOf(readObject(files, `${place}.json`)) }
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
      status: value.get('collected') === true ? 6 : (numberOf(value.get('status')) ?? 0),
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
