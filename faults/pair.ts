import * as fs from 'node:fs'
import * as path from 'node:path'
import type { FaultProject } from './project.ts'

/** One of two commands. */
export interface Act {
  /** Real DVC; left out for this project's own command. */
  readonly by?: 'dvc'
  readonly words: readonly string[]
  /** The folder that it is started in, beside the project. */
  readonly folder?: string
}

/** Two commands, and the project in which they meet. */
export interface Pair {
  readonly name: string
  prepare(project: FaultProject): Promise<void>
  readonly acts: readonly [Act, Act]
  /** How long after the first command the second one starts at most. */
  readonly longestLagMilliseconds?: number
  /** Takes out of the files what depends on who came first in which of several steps. */
  arrange?(project: FaultProject): void
}

/** Real DVC, if the comparison (compatibility/) has installed one; undefined if there is none. */
export function dvcProgram(): string | undefined {
  const lab = process.env['STERNA_LAB']
  const program = lab === undefined ? undefined : path.join(lab, 'dvc/bin/dvc')
  return program !== undefined && fs.existsSync(program) ? program : undefined
}
