import { execFileSync } from 'node:child_process'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { fileURLToPath } from 'node:url'

/** An option, or a word at its place. */
export interface DvcParameter {
  readonly names: readonly string[]
  readonly takes: 'nothing' | 'one' | 'optional' | 'many' | 'at least one' | 'rest'
  readonly repeats?: boolean
  readonly choices?: readonly string[]
}

/** What DVC's command line takes: every command, and other names of commands and groups. */
export interface DvcParser {
  readonly commands: Readonly<
    Record<string, { readonly options: readonly DvcParameter[]; readonly words: readonly DvcParameter[] }>
  >
  readonly aliases: Readonly<Record<string, string>>
}

const here = path.dirname(fileURLToPath(import.meta.url))
const recorded = path.join(here, 'recorded/parser-of-dvc.json')

/** As it was when it was recorded last. */
export function recordedParser(): DvcParser {
  const { commands, aliases: named } = JSON.parse(fs.readFileSync(recorded, 'utf8')) as DvcParser
  const { exp: _, ...aliases } = named
  return {
    commands: Object.fromEntries(Object.entries(commands).map(([name, command]) => [shortName(name), command])),
    aliases: {
      ...Object.fromEntries(Object.entries(aliases).map(([alias, name]) => [shortName(alias), shortName(name)])),
      ...longName,
    },
  }
}

/** With us the short name of experiments is the main one and the long one the other. */
const longName = { experiments: 'exp' }

function shortName(name: string): string {
  return name.replace(/^experiments\b/, 'exp')
}

/** Asks the parser of real DVC. */
export function askParser(python: string): string {
  return execFileSync(python, [path.join(here, 'dvc-parser.py')], { encoding: 'utf8' })
}

export function recordParser(text: string): void {
  fs.writeFileSync(recorded, text)
}

/** Whether real DVC still takes what it took when it was recorded. */
export function isAsRecorded(text: string): boolean {
  return fs.existsSync(recorded) && fs.readFileSync(recorded, 'utf8') === text
}
