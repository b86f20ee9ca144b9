/** Where what stages add to a file belongs among what others have added: in the order of the plan, whoever came first. */
export interface PlannedPlace {
  /** What was added to the file by stages that the plan has later. */
  laterIn(file: string): ReadonlySet<string>
  /** This was added to the file. */
  added(file: string, what: string): void
}

/** So that stages that run at the same time leave the same files behind as one after the other. */
export class PlannedOrder {
  readonly #placeOf: ReadonlyMap<string, number>
  readonly #added = new Map<string, { readonly what: string; readonly place: number }[]>()

  /** By address. */
  constructor(planned: readonly string[]) {
    this.#placeOf = new Map(planned.map((address, place) => [address, place]))
  }

  of(address: string): PlannedPlace {
    const place = this.#placeOf.get(address) ?? this.#placeOf.size
    return {
      laterIn: (file) =>
        new Set((this.#added.get(file) ?? []).filter((one) => one.place > place).map(({ what }) => what)),
      added: (file, what) => {
        const others = this.#added.get(file)
        if (others) others.push({ what, place })
        else this.#added.set(file, [{ what, place }])
      },
    }
  }
}
