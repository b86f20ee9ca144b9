import { type AbsolutePath, absolutePath } from '../../foundation/base/index.ts'
import { readJson, type Value, type ValueMap } from '../../foundation/formats/index.ts'
import type { FileSystem } from '../../foundation/system/index.ts'
import { readObject, textOf } from './dvc-run-files.ts'

/** A task in DVC's queue, as its message names it. */
export interface DvcMessage {
  readonly id: string
  readonly stash: string
  readonly baseline: string
  readonly name: string | undefined
}

const taskName = 'dvc.repo.experiments.queue.tasks.run_exp'

/** The tasks whose messages lie in a folder of the broker, oldest first. What is no message of a task is passed over. */
export function readMessages(files: FileSystem, directory: AbsolutePath): DvcMessage[] {
  const names = (files.list(directory) ?? []).map(({ name }) => name).filter((name) => name.endsWith('.celery.msg'))
  return names.flatMap((name) => messageOf(readObject(files, absolutePath(directory, name))) ?? [])
}

function messageOf(message: ValueMap | undefined): DvcMessage | undefined {
  const headers = message?.get('headers')
  const body = textOf(message?.get('body'))
  if (!(headers instanceof Map) || headers.get('task') !== taskName || body === undefined) return undefined
  const entry = entryIn(decoded(body))
  const id = textOf(headers.get('id'))
  const stash = textOf(entry?.get('stash_rev'))
  const baseline = textOf(entry?.get('baseline_rev'))
  if (id === undefined || stash === undefined || baseline === undefined) return undefined
  return { id, stash, baseline, name: textOf(entry?.get('name')) }
}

/** The body is JSON in base64: what the task is called with, by place and by name. */
function decoded(body: string): Value {
  try {
    return readJson(Buffer.from(body, 'base64').toString('utf8'), 'body')
  } catch {
    return null
  }
}

function entryIn(body: Value): ValueMap | undefined {
  if (!Array.isArray(body)) return undefined
  const [words, named] = body
  const entry = (named instanceof Map && named.get('entry_dict')) || (Array.isArray(words) ? words[0] : undefined)
  return entry instanceof Map ? entry : undefined
}
