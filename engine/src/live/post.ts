/** By which a run is known. */
export interface LiveIdentity {
  readonly repository: string
  /** The commit it began at; zeros outside of Git. */
  readonly baseline: string
  readonly name: string
}

/** A value of JSON. Numbers that JSON has none for are texts: `NaN`, `inf`, `-inf`. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject
export interface JsonObject {
  readonly [name: string]: JsonValue
}

/** The points that a post adds to a plot, or a picture; or why there are none. */
export interface PostedPlot {
  readonly points?: readonly JsonObject[]
  /** The hash of an image that is kept beside, in hexadecimal SHA-256. */
  readonly image?: string
  readonly error?: string
}

/** What one request tells of a run. */
export interface LivePost {
  readonly kind: 'start' | 'data' | 'done'
  readonly identity: LiveIdentity
  readonly client: 'dvc' | 'dvclive'
  readonly message?: string
  readonly directory?: string
  /** By file. */
  readonly params?: JsonObject
  readonly metrics?: JsonObject
  readonly step?: number
  readonly plots?: Readonly<Record<string, PostedPlot>>
  readonly errors: readonly string[]
  /** The commit that the run became. */
  readonly experiment?: string
}
