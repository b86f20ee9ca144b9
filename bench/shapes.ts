import { fillMany } from './fills.ts'
import type { Command } from './measure.ts'
import type { Workload } from './workloads.ts'
import type { Program, Worlds } from './worlds.ts'

export type Fill = (directory: string) => void
export type Commands = ReturnType<Workload['commands']>

export const add = ['add', '-q', 'data']

export function shape(name: string, wanted: string, rounds: number, isRepeatable: boolean): Omit<Workload, 'commands'> {
  return { name, wanted, against: 'dvc', rounds, isRepeatable }
}

/** The same for both programs, each in projects of its own. */
export function onBoth(command: (program: Program) => (round: number) => Command): Commands {
  return { sterna: command('sterna'), other: command('dvc') }
}

/** A command that can run once in a project: each round has its own. */
export function once(
  name: string,
  wanted: string,
  words: readonly string[],
  prepare: (worlds: Worlds, program: Program, round: number) => string,
): Workload {
  return {
    ...shape(name, wanted, 2, false),
    commands: (worlds) =>
      onBoth((program) => (round) => worlds.command(program, words, prepare(worlds, program, round))),
  }
}

/** A command that finds nothing to do in 100,000 added files. */
export function again(
  name: string,
  wanted: string,
  words: readonly string[],
  prepare: (worlds: Worlds, program: Program, directory: string) => void = () => undefined,
): Workload {
  return {
    ...shape(name, wanted, 5, true),
    commands: (worlds) =>
      onBoth((program) => (round) => {
        const directory = many(worlds, program)
        if (round === 0) prepare(worlds, program, directory)
        return worlds.command(program, words, directory)
      }),
  }
}

/** A project with 100,000 files that were added. */
export function many(worlds: Worlds, program: Program): string {
  return worlds.project(program, 'many0', fillMany, [add])
}
