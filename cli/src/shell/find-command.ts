import { aliases, catalogue, groups } from './catalogue.ts'
import type { CommandDescription } from './command.ts'
import { UsageError } from './usage-error.ts'

export interface FoundCommand {
  readonly description: CommandDescription
  /** What was typed, without the command's name. */
  readonly words: readonly string[]
}

const optionsWithValue = new Set(['--cd'])

/** The command that the words name; options before it count as its own. Undefined if they name none. */
export async function findCommand(words: readonly string[]): Promise<FoundCommand | undefined> {
  const place = firstWord(words)
  const typed = words[place]
  if (typed === undefined) return undefined
  const first = namedBy(typed)
  const second = words[place + 1]
  const isGroup = groups().has(first) && !(isListed(first) && !isListed(`${first} ${second ?? ''}`))
  const full = isGroup ? `${first} ${second ?? ''}` : first
  const name = namedBy(full)
  const listed = isListed(name) ? catalogue[name] : undefined
  if (!listed) throw isGroup ? unknownIn(first, second) : unknown(first)
  const taken = isGroup ? 2 : 1
  return { description: await listed.load(), words: [...words.slice(0, place), ...words.slice(place + taken)] }
}

function isListed(name: string): boolean {
  return Object.hasOwn(catalogue, name)
}

function namedBy(name: string): string {
  return Object.hasOwn(aliases, name) ? aliases[name]! : name
}

function firstWord(words: readonly string[]): number {
  let place = 0
  while (words[place]?.startsWith('-')) place += optionsWithValue.has(words[place]!) ? 2 : 1
  return place
}

function unknown(name: string): UsageError {
  const names = [...new Set(Object.keys(catalogue).map((listed) => listed.split(' ')[0]!))]
  return new UsageError(
    `argument command: invalid choice: '${name}' (choose from ${listOf(names)})${suggestion(name, names)}`,
  )
}

function unknownIn(group: string, name: string | undefined): UsageError {
  const names = Object.keys(catalogue)
    .filter((listed) => listed.startsWith(`${group} `))
    .map((listed) => listed.split(' ')[1]!)
  if (name === undefined || name.startsWith('-'))
    return new UsageError(`the following arguments are required: cmd (one of ${names.join(', ')})`)
  return new UsageError(
    `argument cmd: invalid choice: '${name}' (choose from ${listOf(names)})${suggestion(name, names)}`,
  )
}

function listOf(names: readonly string[]): string {
  return names.map((known) => `'${known}'`).join(', ')
}

function suggestion(name: string, names: readonly string[]): string {
  const near = nearest(name, names)
  return near ? `\nDid you mean "${near}"?` : ''
}

/** The name that differs by the fewest letters, if it is close. */
function nearest(name: string, names: readonly string[]): string | undefined {
  const scored = names
    .map((known) => ({ known, distance: editDistance(name, known) }))
    .sort((a, b) => a.distance - b.distance)
  return scored[0] && scored[0].distance <= Math.max(1, name.length / 3) ? scored[0].known : undefined
}

/** Number of letters to insert, drop or replace (Levenshtein 1966). */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)))
    }
    row = next
  }
  return row[b.length]!
}
