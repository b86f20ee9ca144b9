import * as path from 'node:path'
import { fillEqual } from './fills.ts'
import type { Command } from './measure.ts'
import { presignedUrl, type S3Keys } from './presigned-url.ts'
import type { Server } from './remote-servers.ts'
import { pulled, pushed } from './remote-workloads.ts'
import { add, shape } from './shapes.ts'
import type { Workload } from './workloads.ts'
import type { Program, Worlds } from './worlds.ts'

const largeFiles = 4
const largeBytes = 200_000_000
const fillLarge = (directory: string) => fillEqual(path.join(directory, 'data'), largeFiles, largeBytes)

/** Journeys of large files, also beside a program that only moves the same bytes. */
export function largeWorkloads(server: Server, keys: S3Keys): readonly Workload[] {
  const last = new Map<Program, string>()
  const urls = (method: 'GET' | 'PUT') =>
    Array.from({ length: largeFiles }, (_, i) => presignedUrl(method, `/plain/curl/f${i}.bin`, keys))
  const curl = (worlds: Worlds, words: readonly string[]): Command => {
    const directory = worlds.project('sterna', 'large', fillLarge, [add])
    return { words: ['curl', '-sSf', '-Z', ...words], directory, variables: { PATH: process.env['PATH'] ?? '' } }
  }
  const sent = (worlds: Worlds) =>
    curl(
      worlds,
      urls('PUT').flatMap((url, i) => ['-T', `data/f${i}.bin`, url]),
    )
  const got = (worlds: Worlds, round: number) => {
    if (round === 0) worlds.runCommand(sent(worlds))
    return curl(
      worlds,
      urls('GET').flatMap((url) => ['-o', '/dev/null', url]),
    )
  }
  const push = (program: Program, first: number) => (worlds: Worlds, round: number) =>
    pushed(worlds, program, server, first + round, 'large', fillLarge).command
  const pull = (program: Program, first: number) => (worlds: Worlds, round: number) => {
    const before = last.get(program)
    if (before !== undefined) worlds.forget(program, before)
    const name = `large-pull${first + round}`
    last.set(program, `${name}-${server.scheme}`)
    return pulled(worlds, program, server, name, 'large', fillLarge)
  }
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
