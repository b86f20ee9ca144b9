import { describe, expect, it } from 'vitest'
import { aliases, catalogue } from '../cli/src/shell/catalogue.ts'
import { buildParser } from '../cli/src/shell/parse.ts'
import { notCompared, notYet } from './not-yet.ts'
import { type DvcParameter, recordedParser } from './parser-of-dvc.ts'
import { allSequences } from './sequences/index.ts'

const dvc = recordedParser()
type Parser = ReturnType<typeof buildParser>

/** What of DVC's command line ours does not take, as `notYet` names it. */
async function lacking(): Promise<string[]> {
  const ofCommands = await Promise.all(Object.keys(dvc.commands).map(lackingOf))
  const ofAliases = Object.entries(dvc.aliases).filter(([alias, name]) => aliases[alias] !== name)
  return [...ofCommands.flat(), ...ofAliases.map(([alias]) => alias)]
}

async function lackingOf(name: string): Promise<string[]> {
  const { options, words } = dvc.commands[name]!
  if (name === '') return []
  if (!Object.hasOwn(catalogue, name)) return [name]
  const parser = buildParser(await catalogue[name]!.load())
  const lost = options.flatMap((option) => option.names.filter((one) => !takesOption(parser, option, one)))
  return [...lost, ...(takesWords(parser, words) ? [] : [words.map(({ names }) => names[0]).join(' ')])].map(
    (what) => `${name} ${what}`,
  )
}

function takesOption(parser: Parser, { takes, choices = [], repeats }: DvcParameter, name: string): boolean {
  const ours = parser.options.find(({ short, long }) => short === name || long === name)
  if (!ours || !choices.every((choice) => ours.argChoices?.includes(choice) ?? true)) return false
  const kinds = {
    nothing: !ours.required && !ours.optional,
    one: ours.required && !ours.variadic,
    optional: ours.optional,
    many: ours.variadic && ours.optional,
    'at least one': ours.variadic,
    rest: false,
  }
  return kinds[takes] && (!repeats || Array.isArray(ours.defaultValue))
}

function takesWords(parser: Parser, words: readonly DvcParameter[]): boolean {
  const ours = parser.registeredArguments
  return words.every(({ takes }, index) => {
    const word = ours[index]
    if (!word) return false
    const isMany = takes === 'many' || takes === 'at least one' || takes === 'rest'
    return word.variadic === isMany && (takes === 'one' || takes === 'at least one' || !word.required)
  })
}

/** Options that no sequence uses, of commands that ours has. */
function unused(): string[] {
  const lines = allSequences.flatMap(({ steps }) =>
    steps.flatMap((step) => (step.kind === 'tool' ? [typed(step.words)] : [])),
  )
  return Object.entries(dvc.commands).flatMap(([name, { options }]) => {
    const own = lines.filter((words) => name.split(' ').every((part, index) => words[index] === part))
    const idle = options.filter(({ names }) => !own.some((words) => words.some((word) => isOneOf(names, word))))
    return idle.map(({ names }) => `${name} ${names[0]}`)
  })
}

/** Without where it runs, and by its full name. */
function typed(words: readonly string[]): readonly string[] {
  const [first = '', ...others] = words[0] === '--cd' ? words.slice(2) : words
  return [dvc.aliases[first] ?? first, ...others]
}

/** `-f`, `--force`, or one of several letters such as in `-aT`. */
function isOneOf(names: readonly string[], word: string): boolean {
  const letters = /^-([A-Za-z]+)$/.exec(word)?.[1] ?? ''
  return names.includes(word) || [...letters].some((letter) => names.includes(`-${letter}`))
}

describe('the command line', () => {
  it('takes every command, option and word of DVC, but for what is listed with a reason', async () => {
    const listed = (what: string) => Object.keys(notYet).some((name) => what === name || what.startsWith(`${name} `))
    const found = await lacking()
    expect(found.filter((what) => !listed(what))).toEqual([])
  })

  it('lists nothing as lacking that it takes', async () => {
    const found = await lacking()
    const stale = Object.keys(notYet).filter(
      (name) => !found.some((what) => what === name || what.startsWith(`${name} `)),
    )
    expect(stale).toEqual([])
  })

  it('has every option that it takes compared in some sequence, but for what is listed with a reason', () => {
    const listed = Object.keys({ ...notYet, ...notCompared })
    const isListed = (what: string) => listed.some((name) => what === name || what.startsWith(`${name} `))
    expect(unused().filter((what) => what.trim() === what && !isListed(what))).toEqual([])
  })

  it('lists nothing as not compared that is', () => {
    const found = unused()
    expect(Object.keys(notCompared).filter((name) => !found.some((what) => what.startsWith(name)))).toEqual([])
  })
})
