import type { CommandDescription } from './command.ts'
import { buildParser } from './parse.ts'

/** The help of one command. */
export function commandHelp(description: CommandDescription, columns: number): string {
  const parser = buildParser(description).configureHelp({ helpWidth: columns })
  return parser.helpInformation().trimEnd()
}
