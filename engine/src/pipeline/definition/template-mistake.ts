/**
 * What is wrong with a `${…}` or with `vars`, before it is known where it stands. The kind decides how it is told:
 * `syntax`, `merge` and `loaded` begin on a line of their own.
 */
export class TemplateMistake extends Error {
  readonly kind: TemplateMistakeKind
  /** The text that is wrong, as the file has it. */
  readonly expression: string | undefined

  constructor(kind: TemplateMistakeKind, message: string, expression?: string) {
    super(message)
    this.kind = kind
    this.expression = expression
  }
}

export type TemplateMistakeKind = 'syntax' | 'missing' | 'merge' | 'loaded' | 'reserved' | 'source'

/** The mistakes of a single field; the others concern the stage or the file as a whole. */
export function isFieldMistake(error: unknown): error is TemplateMistake {
  return error instanceof TemplateMistake && (error.kind === 'syntax' || error.kind === 'missing')
}
