import type { CommandDescription, CommandRun } from './command.ts'
import { parseWords } from './parse.ts'

/** Carries out another command as a part of this one, as if these words had been typed. Returns its exit code. */
export async function runOther(
  description: CommandDescription,
  words: readonly string[],
  run: CommandRun,
): Promise<number> {
  const { request } = parseWords(description, words)
  const result = await description.run(request as never, run)
  const context = { columns: Number.POSITIVE_INFINITY, isTerminal: run.session.isTerminal }
  for (const line of description.show?.(result, request as never, context) ?? []) run.session.print(line)
  return description.exitCode?.(result, request as never, run.session.isQuiet) ?? 0
}
