import { Command, CommanderError, InvalidArgumentError, Option } from 'commander'
import type { CommandDescription, Parameter } from './command.ts'
import { UsageError } from './usage-error.ts'
import { wordingOf } from './wording.ts'

/** Options that every command takes, before or after its name. */
export interface GlobalOptions {
  readonly quiet: boolean
  readonly verbose: boolean
  readonly help: boolean
  readonly directory: string | undefined
  readonly waitForLock: boolean
  readonly json: boolean
}

export interface ParsedCommand {
  readonly request: Record<string, unknown>
  readonly globals: GlobalOptions
}

/** The words after a command's name as a request. Throws a `UsageError` in argparse's wording. */
export function parseWords(description: CommandDescription, words: readonly string[]): ParsedCommand {
  const parser = buildParser(description)
  const { own, rest } = splitAtRest(description, words)
  try {
    parser.parse(expandPrefixes(parser, own, ownCount(description, parser, own)), { from: 'user' })
  } catch (error) {
    if (error instanceof CommanderError) throw new UsageError(wordingOf(error, parser), description)
    throw error
  }
  const given = parser.opts<Record<string, unknown>>()
  return { request: { ...requestFrom(description, parser, given), ...rest }, globals: globalsFrom(given) }
}

/** The words up to the option that hands the others on, and the others under its name. */
function splitAtRest(description: CommandDescription, words: readonly string[]) {
  const [name, parameter] = Object.entries(description.takes).find(([, { kind }]) => kind === 'rest') ?? []
  const place = parameter === undefined ? -1 : words.indexOf(parameter.text.split(' ')[0]!)
  if (name === undefined || place < 0) return { own: words, rest: {} }
  return { own: words.slice(0, place), rest: { [name]: words.slice(place + 1) } }
}

/** The commander command that a description stands for; also asked for the text of its help. */
export function buildParser(description: CommandDescription): Command {
  const parser = new Command(`sterna ${description.name}`)
  parser.exitOverride().configureOutput({ writeErr: () => undefined, writeOut: () => undefined })
  parser.description(description.summary).helpOption(false).allowExcessArguments(false)
  const parameters = Object.values(description.takes)
  if (parameters.some(({ kind }) => kind === 'program')) parser.passThroughOptions()
  for (const parameter of parameters) addParameter(parser, parameter)
  if (description.json) parser.option('--json', 'Print the result as JSON.')
  addGlobals(parser)
  return parser
}

function addGlobals(parser: Command): void {
  parser
    .option('-q, --quiet', 'Print nothing; the exit code tells.')
    .option('-v, --verbose', 'Tell more: what is asked of remotes, and what caused an error.')
    .option('-h, --help', 'Show this text.')
    .addOption(new Option('--cd <path>', 'Run as if started in this directory.').hideHelp())
    .addOption(new Option('--wait-for-lock', 'Wait for another command to end instead of giving up.').hideHelp())
}

function addParameter(parser: Command, parameter: Parameter<unknown>): void {
  switch (parameter.kind) {
    case 'word':
      parser.argument(parameter.isRequired ? `<${parameter.text}>` : `[${parameter.text}]`, parameter.summary)
      return
    case 'words':
    case 'program':
      parser.argument(parameter.isRequired ? `<${parameter.text}...>` : `[${parameter.text}...]`, parameter.summary)
      return
    default:
      addOption(parser, parameter)
  }
}

function addOption(parser: Command, parameter: Parameter<unknown>): void {
  const made = new Option(parameter.text, parameter.summary)
  if (parameter.isRequired) made.makeOptionMandatory()
  if (parameter.kind === 'number') made.argParser(wholeNumber)
  if (parameter.preset !== undefined) made.preset(parameter.preset)
  if (parameter.choices) made.choices([...parameter.choices])
  if (parameter.kind === 'options') collectValues(made)
  if (parameter.hidden) made.hideHelp()
  parser.addOption(made)
  if (parameter.kind === 'switch') parser.addOption(new Option(negated(parameter.text)).hideHelp())
}

function collectValues(made: Option): void {
  const check = made.parseArg
  made
    .default([], '')
    .argParser((text: string, before: string[]) => [...before, check === undefined ? text : check(text, text)])
}

function negated(text: string): string {
  return text.replace(/^.*--/, '--no-')
}

function wholeNumber(text: string): number {
  if (!/^[+-]?\d+$/.test(text)) throw new InvalidArgumentError(`invalid int value: '${text}'`)
  return Number(text)
}

/** Python's argparse takes any beginning of a long option that fits only one of them; so do we. */
function expandPrefixes(parser: Command, words: readonly string[], count: number): string[] {
  return words.map((given, index) => {
    if (!given.startsWith('--') || index >= count) return given
    const [name = '', ...value] = given.split('=')
    return [longNameOf(parser, name) ?? name, ...value].join('=')
  })
}

/** The only long option that begins like this. */
function longNameOf(parser: Command, name: string): string | undefined {
  const known = parser.options.flatMap((made) => (made.long ? [made.long] : []))
  if (known.includes(name)) return name
  const fitting = known.filter((candidate) => candidate.startsWith(name))
  return fitting.length === 1 ? fitting[0] : undefined
}

/** How many of the words are ours; those from a program on, or behind `--`, are not. */
function ownCount({ takes }: CommandDescription, parser: Command, words: readonly string[]): number {
  const end = words.indexOf('--')
  const last = end < 0 ? words.length : end
  if (!Object.values(takes).some(({ kind }) => kind === 'program')) return last
  let place = 0
  while (place < last && words[place]!.startsWith('-')) place += takesNext(parser, words, place) ? 2 : 1
  return Math.min(place, last)
}

/** Whether the word behind an option is its value. */
function takesNext(parser: Command, words: readonly string[], place: number): boolean {
  const given = words[place]!
  const name = given.startsWith('--') ? longNameOf(parser, given) : given
  const option = parser.options.find(({ long, short }) => name !== undefined && (long === name || short === name))
  return option?.required === true || (option?.optional === true && !(words[place + 1] ?? '-').startsWith('-'))
}

function requestFrom(description: CommandDescription, parser: Command, given: Record<string, unknown>) {
  const request: Record<string, unknown> = {}
  let place = 0
  for (const [name, parameter] of Object.entries(description.takes)) {
    const isWord = parameter.kind === 'word' || parameter.kind === 'words' || parameter.kind === 'program'
    request[name] = isWord ? (parser.processedArgs as unknown[])[place++] : optionValue(parameter, given)
  }
  return request
}

function optionValue(parameter: Parameter<unknown>, given: Record<string, unknown>): unknown {
  const made = new Option(parameter.text)
  const value = given[made.attributeName()]
  if (parameter.kind === 'flag') return value === !made.negate
  if (parameter.kind === 'options' && value === true) return []
  return parameter.isNothingWhenEmpty && value === true ? undefined : value
}

function globalsFrom(given: Record<string, unknown>): GlobalOptions {
  return {
    quiet: given['quiet'] === true,
    verbose: given['verbose'] === true,
    help: given['help'] === true,
    directory: given['cd'] as string | undefined,
    waitForLock: given['waitForLock'] === true,
    json: given['json'] === true,
  }
}
