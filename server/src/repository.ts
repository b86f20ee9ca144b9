import { openProject, type Project } from '@sterna/engine'
import { type Place, stampOf } from './live/places.ts'

/** A part of a project that is looked at as a whole. */
export interface Subject<Result> {
  readonly name: string
  /** Where it shows that it differs. */
  places(project: Project): readonly Place[]
  make(project: Project): Promise<Result>
}

export interface Known<Result> {
  /** Differs as soon as the subject does. */
  readonly stamp: string
  readonly result: Result
}

/** A project that is looked at again and again. */
export class Repository {
  readonly directory: string
  readonly #kept = new Map<string, Kept>()

  constructor(directory: string) {
    this.directory = directory
  }

  /** Opens the project as it is now, and closes it when the work is done. */
  async look<Result>(work: (project: Project) => Promise<Result> | Result): Promise<Result> {
    const project = await openProject({ workingDirectory: this.directory, orRepository: true })
    try {
      return await work(project)
    } finally {
      project.close()
    }
  }

  /** What is known of a subject, made anew if it differs. Whoever asks meanwhile waits for the same. */
  async known<Result>(subject: Subject<Result>): Promise<Known<Result>> {
    const kept = this.#kept.get(subject.name)
    if (kept?.isBeingMade || (kept && stampOf(await kept.places) === (await kept.known).stamp))
      return kept.known as Promise<Known<Result>>
    const made = this.#make(subject)
    this.#kept.set(subject.name, made)
    return made.known
  }

  /** The stamp of a subject as it is now; undefined as long as nobody has asked for it. */
  async stamp(name: string): Promise<string | undefined> {
    const kept = this.#kept.get(name)
    return kept && stampOf(await kept.places)
  }

  /** Places are looked at first, so that what changes while the result is made is noticed. */
  #make<Result>(subject: Subject<Result>): MakingOf<Result> {
    const found = this.look(async (project) => {
      const places = subject.places(project)
      const stamp = stampOf(places)
      return { places, known: { stamp, result: await subject.make(project) } }
    })
    const making: MakingOf<Result> = {
      isBeingMade: true,
      places: found.then(({ places }) => places),
      known: found.then(({ known }) => known),
    }
    const end = () => {
      making.isBeingMade = false
    }
    found.then(end, () => this.#kept.delete(subject.name))
    making.places.catch(() => undefined)
    return making
  }
}

interface MakingOf<Result> {
  isBeingMade: boolean
  readonly places: Promise<readonly Place[]>
  readonly known: Promise<Known<Result>>
}
type Kept = MakingOf<unknown>
