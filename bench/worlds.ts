import { execFileSync } from 'node:child_process'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Command } from './measure.ts'

export type Program = 'sterna' | 'dvc'

export interface Worlds {
  readonly lab: string
  readonly dvc: string
  /** A project with this content; made when first asked for, one for each program and name. */
  project(
    program: Program,
    name: string,
    fill: (directory: string) => void,
    prepare?: readonly (readonly string[])[],
  ): string
  /** Takes a project away again, for the sake of the disk. */
  forget(program: Program, name: string): void
  /** Runs a command outside of what is measured. */
  run(program: Program, words: readonly string[], directory: string): void
  runCommand(command: Command): void
  command(program: Program | 'node', words: readonly string[], directory: string): Command
}

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
export const entry = path.join(root, 'cli/dist/sterna.cjs')

export function prepareWorlds(lab: string, dvc: string): Worlds {
  const made = new Set<string>()
  const variables = (directory: string) => ({
    PATH: process.env['PATH'] ?? '',
    HOME: lab,
    SHELL: '/bin/sh',
    LANG: 'C.UTF-8',
    DVC_NO_ANALYTICS: '1',
    DVC_SITE_CACHE_DIR: `${directory}-site`,
    GIT_AUTHOR_NAME: 'Ada',
    GIT_AUTHOR_EMAIL: 'ada@example.org',
    GIT_COMMITTER_NAME: 'Ada',
    GIT_COMMITTER_EMAIL: 'ada@example.org',
  })
  const programs = { sterna: [process.execPath, entry], dvc: [dvc], node: [process.execPath] }
  const command: Worlds['command'] = (program, words, directory) => ({
    words: [...programs[program], ...words],
    directory,
    variables: variables(directory),
  })
  return {
    lab,
    dvc,
    command,
    runCommand: run,
    run: (program, words, directory) => run(command(program, words, directory)),
    forget: (program, name) => fs.rmSync(path.join(lab, `${name}-${program}`), { recursive: true, force: true }),
    project(program, name, fill, prepare = []) {
      const directory = path.join(lab, `${name}-${program}`)
      if (made.has(directory)) return directory
      made.add(directory)
      fs.mkdirSync(directory, { recursive: true })
      execFileSync('git', ['init', '--quiet', '-b', 'main'], { cwd: directory })
      run(command(program, ['init', '-q'], directory))
      fill(directory)
      for (const words of prepare) run(command(program, words, directory))
      return directory
    },
  }
}

function run({ words, directory, variables }: Command): void {
  execFileSync(words[0]!, words.slice(1), { cwd: directory, env: variables, stdio: ['ignore', 'ignore', 'inherit'] })
}
