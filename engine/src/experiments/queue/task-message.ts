import { randomUUID } from 'node:crypto'
import { jsonMap, pythonRepr, renderJson, type Value } from '../../foundation/formats/index.ts'
import type { QueuedTask } from './queued-task.ts'

const taskName = 'dvc.repo.experiments.queue.tasks.run_exp'

/** The text of the message by which DVC's queue knows a task. */
export function renderTaskMessage(task: QueuedTask, origin: string): string {
  const [entry, options] = [entryOf(task), { copy_paths: [...task.copyPaths], message: task.message ?? null }]
  const embedded = { callbacks: null, errbacks: null, chain: null, chord: null }
  const body = renderJson([[jsonMap(entry)], jsonMap(options), jsonMap(embedded)])
  return renderJson(
    jsonMap({
      body: Buffer.from(body).toString('base64'),
      'content-encoding': 'utf-8',
      'content-type': 'application/json',
      headers: jsonMap(headersOf(task, origin, { entry, options })),
      properties: jsonMap(propertiesOf(task)),
    }),
  )
}

function entryOf(task: QueuedTask) {
  return {
    dvc_root: task.projectRoot,
    scm_root: task.gitRoot,
    stash_ref: task.stashRef,
    stash_rev: task.stash,
    baseline_rev: task.baseline,
    branch: task.branch ?? null,
    name: task.name ?? null,
    head_rev: task.head,
  }
}

interface Words {
  readonly entry: Record<string, Value>
  readonly options: Record<string, Value>
}

function headersOf(task: QueuedTask, origin: string, { entry, options }: Words) {
  return {
    lang: 'py',
    task: taskName,
    id: task.id,
    shadow: null,
    eta: null,
    expires: null,
    group: null,
    group_index: null,
    retries: 0,
    timelimit: [null, null],
    root_id: task.id,
    parent_id: null,
    argsrepr: `(${pythonRepr(jsonMap(entry))},)`,
    kwargsrepr: pythonRepr(jsonMap(options)),
    origin,
    ignore_result: false,
    replaced_task_nesting: 0,
    stamped_headers: null,
    stamps: jsonMap({}),
  }
}

function propertiesOf({ id }: QueuedTask) {
  return {
    correlation_id: id,
    reply_to: randomUUID(),
    delivery_mode: 2,
    delivery_info: jsonMap({ exchange: '', routing_key: 'celery' }),
    priority: 0,
    body_encoding: 'base64',
    delivery_tag: randomUUID(),
  }
}

/** The task of a message; undefined for what is none, such as what DVC's processes say to each other. */
export function parseTaskMessage(text: string): QueuedTask | undefined {
  const message = objectIn(text)
  const headers = message['headers'] as Fields | undefined
  if (headers?.['task'] !== taskName || typeof headers['id'] !== 'string') return undefined
  const body: unknown = parsed(Buffer.from(String(message['body']), 'base64').toString('utf8'))
  if (!Array.isArray(body)) return undefined
  const [words] = body as unknown[]
  const options = (body[1] ?? {}) as Fields
  const entry = (options['entry_dict'] ?? (words as unknown[])?.[0]) as Fields | undefined
  return entry && taskIn(headers['id'], entry, options)
}

type Fields = Readonly<Record<string, unknown>>

function taskIn(id: string, entry: Fields, options: Fields): QueuedTask | undefined {
  const text = (name: string) => (typeof entry[name] === 'string' ? entry[name] : undefined)
  const [stash, baseline, head] = [text('stash_rev'), text('baseline_rev'), text('head_rev')]
  if (![stash, baseline, head].every((commit) => /^([0-9a-f]{40}|[0-9a-f]{64})$/.test(commit ?? ''))) return undefined
  const paths = options['copy_paths']
  return {
    id,
    stash: stash!,
    stashRef: text('stash_ref') ?? '',
    baseline: baseline!,
    head: head!,
    name: text('name'),
    branch: text('branch'),
    projectRoot: text('dvc_root') ?? '',
    gitRoot: text('scm_root') ?? '',
    copyPaths: Array.isArray(paths) ? paths.filter((path) => typeof path === 'string') : [],
    message: typeof options['message'] === 'string' ? options['message'] : undefined,
  }
}

function objectIn(text: string): Fields {
  const value = parsed(text)
  return typeof value === 'object' && value !== null ? (value as Fields) : {}
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
