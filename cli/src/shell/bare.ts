import { version } from '../version.ts'
import { catalogue } from './catalogue.ts'

export type BareWords = { readonly kind: 'print'; readonly text: string } | { readonly kind: 'overview' }

/** What the program's own options ask for when no command is named. */
export function parseBareWords(words: readonly string[]): BareWords {
  if (words.includes('--version') || words.includes('-V')) return { kind: 'print', text: version }
  if (words.includes('--help') || words.includes('-h')) return { kind: 'print', text: programHelp() }
  return { kind: 'overview' }
}

/** The first words of all commands. */
export function programCommands(): string[] {
  return [...new Set(Object.keys(catalogue).map((name) => name.split(' ')[0]!))]
}

/** The help of the whole program: every command with its summary. */
export function programHelp(): string {
  const width = Math.max(...Object.keys(catalogue).map((name) => name.length))
  const lines = Object.entries(catalogue).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`)
  return [
    'sterna: the whole machine-learning cycle in a Git repository.',
    '',
    'Usage: sterna [--cd <path>] [-q] [-v] [--wait-for-lock] <command> ...',
    '',
    'Commands:',
    ...lines,
    '',
    'sterna <command> --help tells more about one of them; sterna alone shows where your project stands.',
  ].join('\n')
}
