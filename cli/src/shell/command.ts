import type { FailureCode, Project } from '@sterna/engine'

/** One thing a command takes: a word at its place, or an option. `Taken` is what `run` gets for it. */
export interface Parameter<Taken> {
  readonly kind: 'word' | 'words' | 'flag' | 'option' | 'options' | 'number' | 'switch' | 'program' | 'rest'
  /** `-f, --force`, `--remote <name>`, or the name of a word. */
  readonly text: string
  readonly summary: string
  readonly isRequired: boolean
  readonly choices?: readonly string[]
  /** The value of an option that is given without one. */
  readonly preset?: string
  /** Given without its value the option counts as left out. */
  readonly isNothingWhenEmpty?: boolean
  readonly hidden?: boolean
  /** Carries the type only. */
  readonly taken?: Taken
}

export type Parameters = Readonly<Record<string, Parameter<unknown>>>
export type RequestOf<Takes extends Parameters> = {
  readonly [Name in keyof Takes]: Takes[Name] extends Parameter<infer Taken> ? Taken : never
}

export interface ShowContext {
  /** Width of the terminal in columns. */
  readonly columns: number
  readonly isTerminal: boolean
}

/** What a running command may use beside its request. */
export interface CommandRun {
  readonly session: Session
  readonly signal: AbortSignal
  /** Called for everything that happens meanwhile. */
  report(event: unknown): void
}

/** One invocation of the program: where it runs, how to open the project there, how to say something at once. */
export interface Session {
  readonly workingDirectory: string
  readonly isQuiet: boolean
  /** Standard output is for the result as JSON. */
  readonly isForPrograms: boolean
  readonly isTerminal: boolean
  /** Aborted when the person wants it to end. */
  readonly signal: AbortSignal
  project(): Promise<Project>
  /** The project, or a Git repository without one, for commands that only read files and revisions. */
  repository(): Promise<Project>
  /** A line on standard output, unless quiet. */
  print(line: string): void
  /** What a stage's command prints, as it is, also when quiet. */
  write(stream: 'stdout' | 'stderr', bytes: Uint8Array): void
  /** A line on standard error, marked as a warning, unless quiet. */
  warn(line: string): void
}

/**
 * A command as data: what it takes, how the engine carries it out, how the result reads. Parsing, help, shell completion
 * and the reference page all come from it.
 */
export interface CommandDescription<Takes extends Parameters = Parameters, Result = unknown> {
  /** As typed after the program's name: `add`, `remote add`. */
  readonly name: string
  readonly aliases?: readonly string[]
  readonly summary: string
  readonly takes: Takes
  /** Put before an error's own text, as DVC does for this command. */
  readonly headline?: string
  /** Exit code for failures that have none of their own: 1 where DVC reports them itself, else 255. */
  readonly failureExit?: 1 | 255
  /** Failures that this command ends with another exit code for. */
  readonly exits?: Partial<Record<FailureCode, number>>
  run(request: RequestOf<Takes>, run: CommandRun): Promise<Result> | Result
  /** The result as lines for a person. */
  show?(result: Result, request: RequestOf<Takes>, context: ShowContext): readonly string[]
  /** The result for a program; a command that has it takes `--json`. */
  json?(result: Result, request: RequestOf<Takes>): unknown
  exitCode?(result: Result, request: RequestOf<Takes>, isQuiet: boolean): number
}

export function command<Takes extends Parameters, Result>(
  description: CommandDescription<Takes, Result>,
): CommandDescription<Takes, Result> {
  return description
}

export function word(name: string, summary = ''): Parameter<string> {
  return { kind: 'word', text: name, summary, isRequired: true }
}

export function optionalWord(name: string, summary = ''): Parameter<string | undefined> {
  return { kind: 'word', text: name, summary, isRequired: false }
}

export function many(name: string, summary = ''): Parameter<readonly string[]> {
  return { kind: 'words', text: name, summary, isRequired: false }
}

export function atLeastOne(name: string, summary = ''): Parameter<readonly string[]> {
  return { kind: 'words', text: name, summary, isRequired: true }
}

/** All words from the first on that is no option of ours, options included: a program and what it takes. */
export function program(name: string, summary = ''): Parameter<readonly string[]> {
  return { kind: 'program', text: name, summary, isRequired: false }
}

/** An option after which all words, options included, belong to another program. */
export function rest(text: string, summary: string): Parameter<readonly string[] | undefined> {
  return { kind: 'rest', text, summary, isRequired: false }
}

export function flag(text: string, summary: string): Parameter<boolean> {
  return { kind: 'flag', text, summary, isRequired: false }
}

/** A flag that can also be refused, `--run-cache` and `--no-run-cache`; undefined if neither is given. */
export function onOff(text: string, summary: string): Parameter<boolean | undefined> {
  return { kind: 'switch', text, summary, isRequired: false }
}

export function option(text: string, summary: string): Parameter<string | undefined> {
  return { kind: 'option', text, summary, isRequired: false }
}

/** An option that is still taken, and that nobody is told of. */
export function hiddenOption(text: string, summary: string): Parameter<string | undefined> {
  return { kind: 'option', text, summary, isRequired: false, hidden: true }
}

/** An option, `--rev [commit]`, that counts as left out if its value is, as some of DVC's do. */
export function optionOrNothing(text: string, summary: string): Parameter<string | undefined> {
  return { kind: 'option', text, summary, isRequired: false, isNothingWhenEmpty: true }
}

/** An option whose value may be left out, `--untracked-files [which]`. */
export function optionWithPreset(
  text: string,
  preset: string,
  summary: string,
  choices?: readonly string[],
): Parameter<string | undefined> {
  return { kind: 'option', text, summary, isRequired: false, preset, ...(choices && { choices }) }
}

/** An option with one of a few values. */
export function choiceOf<Choice extends string>(
  text: string,
  choices: readonly Choice[],
  summary: string,
): Parameter<Choice | undefined> {
  return { kind: 'option', text, summary, isRequired: false, choices }
}

export function requiredOption(text: string, summary: string): Parameter<string> {
  return { kind: 'option', text, summary, isRequired: true }
}

export function options(text: string, summary: string): Parameter<readonly string[]> {
  return { kind: 'options', text, summary, isRequired: false }
}

/** An option that may be given several times, each with one of a few values. */
export function choicesOf<Choice extends string>(
  text: string,
  choices: readonly Choice[],
  summary: string,
): Parameter<readonly Choice[]> {
  return { kind: 'options', text, summary, isRequired: false, choices }
}

export function number(text: string, summary: string): Parameter<number | undefined> {
  return { kind: 'number', text, summary, isRequired: false }
}
