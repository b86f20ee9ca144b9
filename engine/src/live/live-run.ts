import type { JsonObject, LiveIdentity, LivePost } from './post.ts'

/** A post, and when it came, in milliseconds since 1970. */
export interface HeardPost {
  readonly heard: number
  readonly post: LivePost
}

export interface LiveImage {
  readonly step: number | undefined
  /** SHA-256 in hexadecimal. */
  readonly hash: string
}

/** What is known of a run from what it has told until now. */
export interface LiveRun {
  readonly identity: LiveIdentity
  readonly isDone: boolean
  /** Milliseconds since 1970. */
  readonly began: number
  readonly lastHeard: number
  readonly message: string | undefined
  readonly directory: string | undefined
  /** By file. */
  readonly params: JsonObject
  readonly metrics: JsonObject
  readonly step: number | undefined
  /** The points of each plot in the order in which they came. */
  readonly series: ReadonlyMap<string, readonly JsonObject[]>
  readonly images: ReadonlyMap<string, readonly LiveImage[]>
  readonly errors: readonly string[]
  /** The commit that it became. */
  readonly experiment: string | undefined
}

/** Puts posts of one run together as they come. A start after an end begins it anew. */
export class GrowingRun {
  #run: Growing | undefined

  /** Undefined without posts. It is the same until it begins anew, and grows. */
  get run(): LiveRun | undefined {
    return this.#run
  }

  add(posts: Iterable<HeardPost>): void {
    for (const { heard, post } of posts) {
      if (this.#run === undefined || (post.kind === 'start' && this.#run.isDone)) this.#run = begun(post, heard)
      take(this.#run, post, heard)
    }
  }
}

interface Growing extends LiveRun {
  isDone: boolean
  lastHeard: number
  message: string | undefined
  directory: string | undefined
  params: JsonObject
  metrics: JsonObject
  step: number | undefined
  experiment: string | undefined
  readonly series: Map<string, JsonObject[]>
  readonly images: Map<string, LiveImage[]>
  readonly errors: string[]
}

function begun({ identity }: LivePost, heard: number): Growing {
  return {
    identity,
    isDone: false,
    began: heard,
    lastHeard: heard,
    message: undefined,
    directory: undefined,
    params: {},
    metrics: {},
    step: undefined,
    series: new Map(),
    images: new Map(),
    errors: [],
    experiment: undefined,
  }
}

function take(run: Growing, post: LivePost, heard: number): void {
  run.lastHeard = heard
  run.isDone = post.kind === 'done'
  run.message = post.message ?? run.message
  run.directory = post.directory ?? run.directory
  run.params = { ...run.params, ...post.params }
  run.metrics = { ...run.metrics, ...post.metrics }
  run.step = post.step ?? run.step
  run.experiment = post.experiment ?? run.experiment
  run.errors.push(...post.errors)
  for (const [name, { points = [], image, error }] of Object.entries(post.plots ?? {})) {
    for (const point of points) added(run.series, name, point)
    if (image !== undefined) added(run.images, name, { step: post.step, hash: image })
    if (error !== undefined) run.errors.push(`${name}: ${error}`)
  }
}

function added<Item>(lists: Map<string, Item[]>, name: string, item: Item): void {
  const list = lists.get(name)
  if (list) list.push(item)
  else lists.set(name, [item])
}
