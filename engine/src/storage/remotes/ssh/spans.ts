/** A part of a file. */
export interface Span {
  readonly at: number
  readonly bytes: number
}

/** Parts of at most this size, one after the other. */
export function* spans(begin: number, end: number, size: number): Generator<Span> {
  for (let at = begin; at < end; at += size) yield { at, bytes: Math.min(size, end - at) }
}

/** As much of one file is on its way as ssh itself keeps. */
export const windowBytes = 2 << 20
