import { createInterface } from 'node:readline/promises'

/** Asks a person a yes-or-no question until it is answered. Only for a terminal. */
export async function ask(question: string): Promise<boolean> {
  const reader = createInterface({ input: process.stdin, output: process.stderr })
  try {
    for (;;) {
      const answer = (await reader.question(`${question} [y/n] `)).trim().toLowerCase()
      if (['y', 'yes'].includes(answer)) return true
      if (['n', 'no'].includes(answer)) return false
    }
  } finally {
    reader.close()
  }
}
