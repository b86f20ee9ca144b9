import type { Session } from './command.ts'

/** Has questions answered by whoever sits at the terminal; where nobody does, the answer is no. */
export function confirmAt({ isTerminal }: Session, signal: AbortSignal): (question: string) => Promise<boolean> {
  return async (question) => isTerminal && (await (await import('./ask.ts')).ask(question, signal))
}
