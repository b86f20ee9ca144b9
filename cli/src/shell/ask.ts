import { createInterface } from 'node:readline/promises'
import { Failure } from '@sterna/engine'

/** Asks a person a yes-or-no question until it is answered; the end of input is a no. Only for a terminal. */
export async function ask(question: string, signal: AbortSignal): Promise<boolean> {
  const reader = createInterface({ input: process.stdin, output: process.stderr })
  const interrupted = new AbortController()
  reader.once('SIGINT', () => interrupted.abort())
  const stopping = { signal: AbortSignal.any([signal, interrupted.signal]) }
  const ended = new Promise<string>((resolve) => reader.once('close', () => resolve('no')))
  try {
    for (;;) {
      const typed = await Promise.race([reader.question(`${question} [y/n] `, stopping), ended])
      const answer = typed.trim().toLowerCase()
      if (['y', 'yes'].includes(answer)) return true
      if (['n', 'no'].includes(answer)) return false
    }
  } catch (error) {
    if ((error as Error).name === 'AbortError') throw new Failure('interrupted', 'interrupted by the user')
    throw error
  } finally {
    reader.close()
  }
}
