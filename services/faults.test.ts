import { createHash, randomBytes } from 'node:crypto'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { makeProject, type TestProject } from '@sterna/testkit'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type FaultyPlace, faultyPlaces, stopPlaces } from './faulty-places.ts'
import { altered, type Disturbance, type Fault } from './faulty-proxy.ts'

const places = await faultyPlaces()
afterAll(() => stopPlaces(places))

const count = 6
let project: TestProject
afterEach(() => project.remove())

/** One object is so large that it is neither read nor sent at once. */
async function projectWithData(place: FaultyPlace): Promise<void> {
  const data = Array.from({ length: count }, (_, i) => [`d/${i}`, randomBytes(i === 0 ? 3 << 20 : 1000 + i)])
  project = await makeProject(Object.fromEntries(data))
  await place.begin(project)
  await project.run('add d')
}

function forget(): void {
  for (const name of ['.dvc/cache', 'd'])
    fs.rmSync(path.join(project.directory, name), { recursive: true, force: true })
}

function contentsHere(): Map<string, Buffer> {
  const folder = path.join(project.directory, '.dvc/cache')
  const names = fs.existsSync(folder) ? fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }) : []
  const files = names.filter((name) => fs.statSync(path.join(folder, name)).isFile())
  return new Map(files.map((name) => [name, fs.readFileSync(path.join(folder, name))]))
}

/** Objects by their names; fails if one is not whole, or if a directory is there before its files. */
function intactObjects(contents: ReadonlyMap<string, Buffer>): string[] {
  const objects = [...contents].filter(([name]) => /^files\/md5\/..\/[0-9a-f]{30}(\.dir)?$/.test(name))
  for (const [name, bytes] of objects)
    expect(createHash('md5').update(bytes).digest('hex')).toBe(name.slice('files/md5/'.length).replace(/\/|\.dir/g, ''))
  if (objects.some(([name]) => name.endsWith('.dir'))) expect(objects).toHaveLength(count + 1)
  return objects.map(([name]) => name)
}

const answered = (status: number, headers = {}): Fault => ({ instead: { status, headers } })
const soon: Fault = {
  instead: { status: 429 },
  change: (answer) => ({ ...answer, headers: { 'retry-after': new Date(Date.now() + 1000).toUTCString() } }),
}

/** What passes by itself: each request meets it twice. */
const passing: readonly [string, Fault][] = [
  ['a request that is cut', { request: 'cut' }],
  ['an answer that is lost', { end: 'lost' }],
  ['an answer that is cut', { end: 'cut' }],
  ['an answer that ends early', { end: 'short' }],
  ['500', answered(500)],
  ['502', answered(502)],
  ['503', answered(503)],
  ['503 and a pause that is asked for', answered(503, { 'retry-after': '0' })],
  ['504', answered(504)],
  ['429', answered(429)],
  ['429 and a time that is told', soon],
  ['an answer that is late', { milliseconds: 40 }],
]

describe.each(places)('between this machine and $name,', (place) => {
  beforeEach(() => projectWithData(place))
  afterEach(() => place.proxy.disturb())

  it.each(passing)('nobody notices %s', async (_, fault) => {
    place.proxy.disturb({ fault, times: 2 })
    expect((await project.run('push')).shown).toBe(`${count + 1} files pushed`)
    expect(place.proxy.disturbed.length).toBeGreaterThan(count)
    expect(intactObjects(await place.contents())).toHaveLength(count + 1)
    forget()
    place.proxy.disturb({ fault, times: 2 })
    expect((await project.run('pull')).shown).toBe(`A       d/\n${count + 1} files fetched and ${count} files added`)
    expect(place.proxy.disturbed.length).toBeGreaterThan(count)
    expect(intactObjects(contentsHere())).toHaveLength(count + 1)
  })
})
