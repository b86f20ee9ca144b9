/** Where what stages add to a file belongs among what others have added: in the order of the plan, whoever came first. */
export interface PlannedPlace {
  /** What was added to the file by stages that the plan has later. */
  laterIn(file: string): ReadonlySet<string>
  /** To be called before this is added to the file. */
  adds(file: string, what: string): void
}

/** What a stage has added to a file. */
export interface Addition {
  readonly file: string
  readonly what: string
  readonly stage: string
}

/** So that stages that run at the same time leave the same files behind as one after the other. */
export class PlannedOrder {
  readonly #placeOf: ReadonlyMap<string, number>
  readonly #additions: Addition[]
  readonly #keep: (addition: Addition) => void

  /**
   * The stages of the plan by address, what was added by a run that ended before all of them were done, and what keeps it for
   * the next one.
   */
  constructor(
    planned: readonly string[],
    before: readonly Addition[] = [],
    keep: (addition: Addition) => void = () => undefined,
  ) {
    this.#placeOf = new Map(planned.map((address, place) => [address, place]))
    this.#additions = [...before]
    this.#keep = keep
  }

  of(stage: string): PlannedPlace {
    const place = this.#placeOf.get(stage) ?? this.#placeOf.size
    const isLater = (other: Addition) => (this.#placeOf.get(other.stage) ?? -1) > place
    return {
      laterIn: (file) =>
        new Set(this.#additions.filter((one) => one.file === file && isLater(one)).map(({ what }) => what)),
      adds: (file, what) => {
        const addition = { file, what, stage }
        this.#additions.push(addition)
        this.#keep(addition)
      },
    }
  }
}
