import { createHash } from 'node:crypto'
import { type AbsolutePath, absolutePath } from '../foundation/base/index.ts'
import { checkedLine, readSoundLines } from '../foundation/formats/index.ts'
import type { Clock, FileSystem } from '../foundation/system/index.ts'
import { FollowedRun, type ReadPiece } from './followed-run.ts'
import type { HeardPost, LiveRun } from './live-run.ts'
import type { LiveIdentity, LivePost, PostedPlot } from './post.ts'
import { readPost } from './read-post.ts'

export interface LiveContext {
  readonly files: FileSystem
  readonly clock: Pick<Clock, 'now'>
  /** Where the clone keeps what is worth keeping, for all its work trees. */
  readonly sharedState: AbsolutePath
  readonly readPiece: ReadPiece
}

/** What scripts have told: a file for each run, which only grows, and their images by hash. */
export class LiveRuns {
  readonly #context: LiveContext
  readonly #directory: AbsolutePath
  /** Files that it has written to itself. */
  readonly #known = new Set<AbsolutePath>()
  readonly #followed = new Map<string, FollowedRun>()

  constructor(context: LiveContext) {
    this.#context = context
    this.#directory = absolutePath(context.sharedState, 'live')
  }

  /** Keeps a post. A text that is none is a Failure `usage`, and nothing of it is kept. */
  receive(text: string): LiveIdentity {
    const { post, images } = readPost(text)
    const kept = { ...post, ...this.#withImages(post, images) }
    const line = { heard: this.#context.clock.now(), post: kept } satisfies HeardPost
    const file = this.#fileOf(post.identity)
    this.#context.files.append(file, `${this.#gapIn(file)}${checkedLine(line)}`)
    return post.identity
  }

  /** All runs that have told something, the newest first. */
  all(): LiveRun[] {
    const names = (this.#context.files.list(this.#directory) ?? []).map(({ name }) => name)
    const runs = names.filter((name) => name.endsWith('.jsonl')).flatMap((name) => this.#read(name) ?? [])
    return runs.sort((a, b) => b.began - a.began)
  }

  /** The same by an id that a run keeps. */
  byId(): ReadonlyMap<string, LiveRun> {
    return new Map(this.all().map((run) => [idOf(run.identity), run]))
  }

  find(identity: LiveIdentity): LiveRun | undefined {
    return this.#read(`${idOf(identity)}.jsonl`)
  }

  image(hash: string): Uint8Array | undefined {
    if (!/^[0-9a-f]{64}$/.test(hash)) return undefined
    return this.#context.files.readBytes(this.#imageFile(hash))
  }

  #read(name: string): LiveRun | undefined {
    const file = absolutePath(this.#directory, name)
    const bytes = this.#context.files.stat(file)?.bytes ?? 0
    const known = this.#followed.get(name)
    const followed = known && known.bytes <= bytes ? known : new FollowedRun()
    this.#followed.set(name, followed)
    return followed.follow(this.#context.readPiece, file)
  }

  /** Whoever received before may have been killed within a line. */
  #gapIn(file: AbsolutePath): string {
    if (this.#known.has(file)) return ''
    this.#known.add(file)
    return readSoundLines(this.#context.files.readText(file) ?? '').gap
  }

  #fileOf(identity: LiveIdentity): AbsolutePath {
    return absolutePath(this.#directory, `${idOf(identity)}.jsonl`)
  }

  #imageFile(hash: string): AbsolutePath {
    return absolutePath(this.#directory, `images/${hash}`)
  }

  #withImages({ plots = {} }: LivePost, images: ReadonlyMap<string, Uint8Array>): Pick<LivePost, 'plots'> {
    const shown = [...images].map(([name, bytes]): [string, PostedPlot] => {
      const hash = createHash('sha256').update(bytes).digest('hex')
      this.#context.files.writeAtomic(this.#imageFile(hash), bytes)
      return [name, { ...plots[name], image: hash }]
    })
    return shown.length === 0 ? {} : { plots: { ...plots, ...Object.fromEntries(shown) } }
  }
}

function idOf({ repository, baseline, name }: LiveIdentity): string {
  return createHash('sha256')
    .update(JSON.stringify([repository, baseline, name]))
    .digest('hex')
    .slice(0, 32)
}
