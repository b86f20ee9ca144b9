import * as path from 'node:path'
import { absolutePath, Failure } from '../foundation/base/index.ts'
import { shellCommand } from '../pipeline/index.ts'
import type { ObservationContext } from './observation-context.ts'
import type { Program, TracedProgram } from './tracer.ts'

/** The command that words stand for: a program with what it takes, or, as one word with blanks, a line for the shell. */
export interface TypedCommand {
  readonly words: readonly string[]
  readonly isLine: boolean
}

export function typedCommand(words: readonly string[]): TypedCommand {
  const [first = ''] = words
  return words.length === 1 && /\s/.test(first) ? { words: first.split(' '), isLine: true } : { words, isLine: false }
}

/** What is to be started. Throws a `Failure` if there is no such program. */
export function programFor(context: ObservationContext, command: TypedCommand): TracedProgram {
  const { variables, platform } = context.environment
  const [name, ...words] = command.words
  if (command.isLine) {
    const program = shellCommand(command.words.join(' '), variables, platform)
    return { program, words: command.words, directory: context.workingDirectory }
  }
  const program: Program = { command: name!, arguments: words }
  if (platform !== 'win32') refuseNoProgram(context, name!)
  return { program, words: command.words, directory: context.workingDirectory }
}

function refuseNoProgram({ environment, files, workingDirectory }: ObservationContext, name: string): void {
  const directories = name.includes('/') ? [''] : (environment.variables['PATH'] ?? '').split(path.delimiter)
  const found = directories
    .map((directory) => files.stat(absolutePath(absolutePath(workingDirectory, directory), name)))
    .filter((stat) => stat?.kind === 'file')
  if (found.some((stat) => isExecutable(stat!.mode))) return
  if (found.length > 0)
    throw new Failure('file-unreadable', `'${name}' may not be run as a program.`, {
      hint: `Allow it with "chmod +x", or name what runs it: sterna watch sh ${name}`,
    })
  throw new Failure('file-missing', `There is no program '${name}'.`, {
    hint: 'Check its name, or put a line for the shell in quotes: sterna watch "…"',
  })
}

function isExecutable(mode: number): boolean {
  return (mode & 0o111) !== 0
}

/** How a command is called that nobody has given a name: as its script, or its program. */
export function nameOf({ words }: Pick<TypedCommand, 'words'>): string {
  const behindModule = words[words.indexOf('-m') + 1]
  const script = words.slice(1).find((word) => /^[^-=][^=]*\.\w{1,5}$/.test(word) && !/^[\d.]+$/.test(word))
  const named = words.includes('-m') && behindModule !== undefined ? behindModule.replaceAll('.', '-') : script
  const name = path.basename(named ?? words.find((word) => !word.includes('=')) ?? '').replace(/\.\w+$/, '')
  return name.replaceAll(/[^\w-]+/g, '-').replaceAll(/^-+|-+$/g, '') || 'command'
}
