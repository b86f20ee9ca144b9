import type { AbsolutePath } from '../foundation/base/index.ts'
import type { FileUse } from './trace/file-uses.ts'
import type { TraceKind } from './watched-run.ts'

/** A program and what it is given. */
export interface Program {
  readonly command: string
  readonly arguments: readonly string[]
}

/** Finds out what a command does with files. */
export interface Tracer {
  readonly kind: TraceKind
  /** The program to be run instead. */
  around(program: Program): Program
  /** What was done with files, by absolute path, when the command has ended. Nothing is left of the tracer then. */
  end(): ReadonlyMap<string, FileUse>
}

export interface TracedProgram {
  readonly program: Program
  readonly words: readonly string[]
  /** Where it is started. */
  readonly directory: AbsolutePath
}
