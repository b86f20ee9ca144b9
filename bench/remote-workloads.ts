import * as fs from 'node:fs'
import * as path from 'node:path'
import { fillEqual } from './fills.ts'
import type { Command } from './measure.ts'
import type { Server, Servers } from './remote-servers.ts'
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

const largeFiles = 4
const largeBytes = 200_000_000
const fillLarge = (directory: string) => fillEqual(path.join(directory, 'data'), largeFiles, largeBytes)

/** Journeys of large files, also beside a program that only moves the same bytes. */
export function largeWorkloads(server: Server, { endpoint, user }: Servers['s3']): readonly Workload[] {
  const signed = ['curl', '-sSf', '--aws-sigv4', 'aws:amz:us-east-1:s3', '--user', user, '-Z']
  const urls = Array.from({ length: largeFiles }, (_, i) => `${endpoint}/plain/curl/f${i}.bin`)
  const curl = (worlds: Worlds, words: readonly string[]): Command => {
    const directory = worlds.project('sterna', 'large', fillLarge, [add])
    return { words: [...signed, ...words], directory, variables: { PATH: process.env['PATH'] ?? '' } }
  }
  const sent = (worlds: Worlds) =>
    curl(
      worlds,
      urls.flatMap((url, i) => ['-T', `data/f${i}.bin`, url]),
    )
  const got = (worlds: Worlds, round: number) => {
    if (round === 0) worlds.runCommand(sent(worlds))
    return curl(
      worlds,
      urls.flatMap((url) => ['-o', '/dev/null', url]),
    )
  }
  const push = (program: Program, first: number) => (worlds: Worlds, round: number) =>
    pushed(worlds, program, server, first + round, 'large', fillLarge).command
  const pull = (program: Program, first: number) => (worlds: Worlds, round: number) =>
    pulled(worlds, program, server, `large-pull${first + round}`, 'large', fillLarge)
  const row = (what: string, limit: string, against: Workload['against'], ours: Making, theirs: Making): Workload => ({
    ...shape(`\`${what}\` of 4 files of 200 MB, ${server.scheme}`, limit, 2, false),
    against,
    commands: (worlds) => ({ sterna: (round) => ours(worlds, round), other: (round) => theirs(worlds, round) }),
  })
  return [
    row('push', '1.2 x faster', 'dvc', push('sterna', 0), push('dvc', 0)),
    row('push', 'at most 1.25 x the time', 'curl', push('sterna', 10), sent),
    row('pull', '1.2 x faster', 'dvc', pull('sterna', 0), pull('dvc', 0)),
    row('pull', 'at most 1.25 x the time', 'curl', pull('sterna', 10), got),
  ]
}

type Making = (worlds: Worlds, round: number) => Command

/** A push into a folder of the server where nothing is. */
function pushed(worlds: Worlds, program: Program, server: Server, round: number, name = 'far', content = fill) {
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

function pulled(worlds: Worlds, program: Program, server: Server, name: string, from = 'far', content = fill): Command {
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
