import * as fs from 'node:fs'
import * as path from 'node:path'
import { fillEqual, fillSmall } from './fills.ts'
import type { Command } from './measure.ts'
import type { Server } from './remote-servers.ts'
import { add, onBoth, shape } from './shapes.ts'
import type { Workload } from './workloads.ts'
import type { Program, Worlds } from './worlds.ts'

const files = 10_000
const rounds = 3
const fill = (directory: string) => fillEqual(path.join(directory, 'data'), files, 5_000)

interface Wanted {
  readonly push: string
  readonly pull: string
  readonly again: string
}

const toCompare: Wanted = { push: 'to compare', pull: 'to compare', again: '10 x faster' }
const wanted: Readonly<Partial<Record<Server['scheme'], Wanted>>> = {
  S3: { push: '15 x less CPU', pull: '12 x less CPU', again: '10 x faster' },
  HTTP: { push: '8 x less CPU', pull: '5 x less CPU', again: '10 x faster' },
  'S3, 40 ms away': { push: 'sterna below 2.3 s', pull: 'sterna below 2.3 s', again: 'to compare' },
}

/** Journeys of 10,000 files of 5 KB to a server and back, each in a folder of its own there. */
export function remoteWorkloads(server: Server): readonly Workload[] {
  const { push, pull, again } = wanted[server.scheme] ?? toCompare
  const what = `of 10,000 files of 5 KB, ${server.scheme}`
  return [
    {
      ...shape(`\`push\` ${what}`, push, rounds, false),
      commands: (worlds) => onBoth((program) => (round) => pushed(worlds, program, server, round).command),
    },
    {
      ...shape(`no-op \`push\` ${what}`, again, rounds, true),
      commands: (worlds) => onBoth((program) => () => pushedNow(worlds, program, server).command),
    },
    {
      ...shape(`\`pull\` ${what}`, pull, rounds, false),
      commands: (worlds) => onBoth((program) => (round) => pulled(worlds, program, server, `pull${round}`)),
    },
    {
      ...shape(`no-op \`pull\` ${what}`, again, rounds, true),
      commands: (worlds) => onBoth((program) => () => pulled(worlds, program, server, 'pull0')),
    },
  ]
}

/** What a server costs that has 100,000 files already. sterna fills it for both programs. */
export function unchangedWorkloads(server: Server): readonly Workload[] {
  const fillMore = (directory: string) => fillSmall(directory, 100_000)
  const row = (what: 'push' | 'pull'): Workload => ({
    ...shape(`no-op \`${what}\` of 100,000 files of 1 KB, ${server.scheme}`, '10 x faster', rounds, true),
    commands: (worlds) =>
      onBoth((program) => (round) => {
        const directory = worlds.project(program, 'more', fillMore, [add])
        if (round === 0) {
          writeSettings(directory, server, `more-${program}`)
          worlds.runCommand(commandAt(worlds, 'sterna', server, ['push', '-q'], directory))
        }
        return commandAt(worlds, program, server, [what, '-q'], directory)
      }),
  })
  return [row('push'), row('pull')]
}

/** A push into a folder of the server where nothing is. */
export function pushed(worlds: Worlds, program: Program, server: Server, round: number, name = 'far', content = fill) {
  const directory = worlds.project(program, name, content, [add])
  writeSettings(directory, server, `${name}-${program}-${round}`)
  return { directory, command: commandAt(worlds, program, server, ['push', '-q'], directory) }
}

/** The same after it was done once. */
function pushedNow(worlds: Worlds, program: Program, server: Server, name = 'far', content = fill) {
  const made = pushed(worlds, program, server, 0, name, content)
  worlds.runCommand(made.command)
  return made
}

export function pulled(
  worlds: Worlds,
  program: Program,
  server: Server,
  name: string,
  from = 'far',
  content = fill,
): Command {
  const { directory: source } = pushedNow(worlds, program, server, from, content)
  const directory = worlds.project(program, `${name}-${server.scheme.replaceAll(/\W/g, '')}`, (place) =>
    fs.copyFileSync(path.join(source, 'data.dvc'), path.join(place, 'data.dvc')),
  )
  writeSettings(directory, server, `${from}-${program}-0`)
  return commandAt(worlds, program, server, ['pull', '-q'], directory)
}

function commandAt(
  worlds: Worlds,
  program: Program,
  { variables }: Server,
  words: readonly string[],
  directory: string,
): Command {
  const command = worlds.command(program, words, directory)
  return { ...command, variables: { ...command.variables, ...variables } }
}

function writeSettings(directory: string, { scheme, url, options }: Server, folder: string): void {
  const place = `${url}/${scheme.replaceAll(/\W/g, '')}-${folder}`
  const lines = Object.entries({ url: place, ...options }).map(([key, value]) => `    ${key} = ${value}`)
  const text = ['[core]', '    remote = far', `['remote "far"']`, ...lines, ''].join('\n')
  fs.writeFileSync(path.join(directory, '.dvc/config'), text)
}
