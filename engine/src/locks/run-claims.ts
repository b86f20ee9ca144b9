import { type AbsolutePath, absolutePath, Failure } from '../foundation/base/index.ts'
import { type Clock, type FileSystem, orNothing, type ProcessIdentity, type Timer } from '../foundation/system/index.ts'

export interface RunClaimsContext {
  readonly files: FileSystem
  readonly clock: Clock
  /** In the cache, since whoever shares it shares them. */
  readonly directory: AbsolutePath
  own(): ProcessIdentity
  isRunning(identity: ProcessIdentity): boolean | undefined
}

export interface RunHolder {
  /** The project in which it runs. */
  readonly root: string
  readonly by: ProcessIdentity
}

const beatMilliseconds = 20_000
const longestSilence = 3 * beatMilliseconds
const pauseMilliseconds = 200

/**
 * Runs that go on in the projects that share a cache, by their keys in the run cache: of two who want the same, one waits
 * and takes what the other has made. Whoever is killed holds nothing any more; one on another machine is taken for dead
 * when its claim has not been touched for a minute. Where claims cannot be written, nobody waits: both run.
 */
export class RunClaims {
  readonly #context: RunClaimsContext

  constructor(context: RunClaimsContext) {
    this.#context = context
  }

  /** Takes a run for this project, or tells which other project has it. */
  take(key: string, root: AbsolutePath): HeldRun | RunHolder {
    const { files, own } = this.#context
    const place = this.#placeOf(key)
    const text = `${JSON.stringify({ root, by: own() })}\n`
    const isOurs = orNothing(() => files.writeNew(place, text))
    if (isOurs === undefined) return { release: () => undefined }
    if (isOurs) return this.#held(place)
    const holder = this.#holderOf(place)
    if (holder && holder.root !== root) return holder
    orNothing(() => files.writeAtomic(place, text))
    return this.#held(place)
  }

  /** Until the run has ended there, well or not. */
  async untilFree(key: string, root: AbsolutePath, signal: AbortSignal): Promise<HeldRun> {
    for (;;) {
      const taken = this.take(key, root)
      if ('release' in taken) return taken
      await this.#context.clock.wait(pauseMilliseconds)
      if (signal.aborted) throw new Failure('interrupted', 'interrupted by the user')
    }
  }

  /** Takes away the claims of those who are gone. */
  forgetDead(): void {
    const { files, directory } = this.#context
    const names = orNothing(() => files.list(directory)) ?? []
    for (const place of names.map(({ name }) => absolutePath(directory, name)))
      if (!this.#holderOf(place)) orNothing(() => files.remove(place))
  }

  #held(place: AbsolutePath): HeldRun {
    const { files, clock } = this.#context
    let timer: Timer
    const beat = () => {
      timer = clock.timer(beatMilliseconds, () => {
        orNothing(() => files.append(place, '\n'))
        beat()
      })
    }
    beat()
    return {
      release() {
        timer.close()
        // One that stays would hold the run until this process has ended: what fails once is tried again.
        orNothing(() => files.remove(place))
        if (orNothing(() => files.stat(place))) orNothing(() => files.remove(place))
      },
    }
  }

  /** Undefined if whoever wrote the claim is gone. */
  #holderOf(place: AbsolutePath): RunHolder | undefined {
    const { files, clock, isRunning } = this.#context
    const touched = files.stat(place)?.mtimeMs ?? 0
    const holder = holderIn(files.readText(place) ?? '')
    if (holder === undefined) return undefined
    return (isRunning(holder.by) ?? clock.now() - touched < longestSilence) ? holder : undefined
  }

  #placeOf(key: string): AbsolutePath {
    return absolutePath(this.#context.directory, key)
  }
}

export interface HeldRun {
  release(): void
}

function holderIn(text: string): RunHolder | undefined {
  const value = orNothing(() => JSON.parse(text) as Partial<RunHolder>)
  return typeof value?.root === 'string' && typeof value.by?.process === 'number' ? (value as RunHolder) : undefined
}
