import * as path from 'node:path'
import { type AbsolutePath, absolutePath, Failure } from '../foundation/base/index.ts'
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
  if (platform !== 'win32' && !isThere(context, name!))
    throw new Failure('file-missing', `There is no program '${name}'.`, {
      hint: 'Check its name, or put a line for the shell in quotes: sterna watch "…"',
    })
  return { program, words: command.words, directory: context.workingDirectory }
}

function isThere({ environment, files, workingDirectory }: ObservationContext, name: string): boolean {
  const isFile = (place: AbsolutePath) => files.stat(place)?.kind === 'file'
  if (name.includes('/')) return isFile(absolutePath(workingDirectory, name))
  const directories = (environment.variables['PATH'] ?? '').split(path.delimiter)
  return directories.some((directory) => isFile(absolutePath(absolutePath(workingDirectory, directory), name)))
}

/** How a command is called that nobody has given a name: as its script, or its program. */
export function nameOf({ words }: TypedCommand): string {
  const behindModule = words[words.indexOf('-m') + 1]
  const script = words.slice(1).find((word) => /^[^-=][^=]*\.\w{1,5}$/.test(word) && !/^[\d.]+$/.test(word))
  const named = words.includes('-m') && behindModule !== undefined ? behindModule.replaceAll('.', '-') : script
  const name = path.basename(named ?? words.find((word) => !word.includes('=')) ?? '').replace(/\.\w+$/, '')
  return name.replaceAll(/[^\w-]+/g, '-').replaceAll(/^-+|-+$/g, '') || 'command'
}
