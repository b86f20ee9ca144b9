import type { Scalar, Value, WholeFloat } from '../../foundation/formats/index.ts'

/** What an override does to its key: `k=v`, `+k=v`, `++k=v`, `~k`. */
export type OverrideAction = 'change' | 'add' | 'force-add' | 'delete'

/** A text that was written in quotes: it is a text whatever stands in it, and is rendered in its quotes again. */
export class QuotedText {
  readonly text: string
  readonly quote: "'" | '"'

  constructor(text: string, quote: "'" | '"') {
    this.text = text
    this.quote = quote
  }
}

/** A value as it was written. `plainValue` takes the quotes off. */
export type Element = Exclude<Value, Value[] | Map<Scalar, Value>> | QuotedText | Element[] | ElementMap
export type ElementMap = Map<Scalar, Element>

export interface ChoiceSweep {
  readonly kind: 'choice'
  readonly elements: readonly Element[]
  /** Written as `a,b`, not as `choice(a,b)`. */
  readonly isSimple: boolean
  readonly isShuffled: boolean
}

export interface RangeSweep {
  readonly kind: 'range'
  readonly start: PythonNumber
  readonly stop: PythonNumber
  readonly step: PythonNumber
  readonly isShuffled: boolean
}

export interface IntervalSweep {
  readonly kind: 'interval'
  readonly start: Element
  readonly end: Element
}

export interface GlobSweep {
  readonly kind: 'glob'
}

export type Sweep = ChoiceSweep | RangeSweep | IntervalSweep | GlobSweep

/** Truth values count as numbers, as they do in Python. */
export type PythonNumber = boolean | number | bigint | WholeFloat

/** One override, taken apart. */
export interface Override {
  readonly action: OverrideAction
  /** A path with dots, or a config group with slashes. */
  readonly key: string
  /** What stands behind the `@` of a config group. */
  readonly package: string | undefined
  /** Undefined only for `~key` without a value. */
  readonly value: Element | Sweep | undefined
  /** As it was typed. */
  readonly text: string
}

export function isSweep(value: Element | Sweep | undefined): value is Sweep {
  return typeof value === 'object' && value !== null && 'kind' in value
}
