import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { makeProject, pathWithSterna, type TestProject } from '@sterna/testkit'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { faultyPlaces, stopPlaces } from './faulty-places.ts'
import { contentsOfCache, forget, ofObject } from './faulty-project.ts'

const places = await faultyPlaces()
afterAll(() => stopPlaces(places))

const megabyte = 1 << 20
const large = Buffer.alloc(64 * megabyte, 'large')
for (let i = 0; i < large.length; i += 4096) large.writeUInt32LE(i, i)
const hash = createHash('md5').update(large).digest('hex')
const object = `files/md5/${hash.slice(0, 2)}/${hash.slice(2)}`

describe.each(places)('a pull of 64 MB that is killed in the middle, from $name', (place) => {
  let project: TestProject
  beforeEach(async () => {
    project = await makeProject({ large })
    await place.begin(project)
    await project.run('add large')
    expect((await project.run('push')).code).toBe(0)
    forget(project)
    fs.rmSync(path.join(project.directory, 'large'))
  })
  afterEach(() => {
    place.proxy.disturb()
    project.remove()
  })

  it('shows nothing of it, and the next one asks for the rest only', async () => {
    place.proxy.disturb(ofObject(hash, { end: 'held' }))
    const child = start(project, 'pull')
    while (partBytes(project) < 20 * megabyte) await pause(20)
    await killed(child)
    expect([...contentsOfCache(project).keys()]).not.toContain(object)

    place.proxy.disturb()
    expect((await project.run('pull')).code).toBe(0)
    expect(place.proxy.answeredBytes()).toBeLessThan(44.5 * megabyte)
    expect(fs.readFileSync(path.join(project.directory, 'large')).equals(large)).toBe(true)
    expect([...contentsOfCache(project).keys()]).toEqual([object])
  })
})

describe.each(places.filter(({ keepsParts }) => keepsParts))('a push of 160 MB that is killed, to $name', (place) => {
  let project: TestProject
  beforeEach(async () => {
    project = await makeProject({ large: Buffer.concat([large, large, large.subarray(0, 32 * megabyte)]) })
    await place.begin(project)
    await project.run('add large')
  })
  afterEach(() => {
    place.proxy.disturb()
    project.remove()
  })

  it('shows nothing of it, and the next one sends the parts that are not there', async () => {
    const child = start(project, 'push')
    let sent = 0
    const isLast = (bytes: number) => bytes > megabyte && (sent += bytes) === 160 * megabyte
    place.proxy.disturb({
      fault: {},
      isMeant: ({ headers }) => (isLast(Number(headers['content-length'])) && child.kill('SIGKILL'), false),
    })
    await new Promise((resolve) => child.once('close', resolve))
    expect([...(await place.contents()).keys()]).toEqual([])

    let asked = 0
    const count = (bytes: number) => void (asked += bytes)
    place.proxy.disturb({ fault: {}, isMeant: ({ headers }) => (count(Number(headers['content-length'] ?? 0)), false) })
    expect((await project.run('push')).code).toBe(0)
    expect(asked).toBeLessThan(129 * megabyte)
    expect([...(await place.contents()).values()].map(({ length }) => length)).toEqual([160 * megabyte])
  })
})

function start(project: TestProject, word: string): ChildProcess {
  const env = { ...process.env, PATH: pathWithSterna(project) }
  return spawn('sh', ['-c', `exec sterna ${word}`], { cwd: project.directory, env, stdio: 'ignore' })
}

/** How much of the object has arrived. */
function partBytes({ directory }: TestProject): number {
  const parts = path.join(directory, '.dvc/cache/files/md5/in')
  const names = fs.existsSync(parts) ? fs.readdirSync(parts) : []
  return names.reduce((sum, name) => sum + fs.statSync(path.join(parts, name)).size, 0)
}

async function killed(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('close', resolve))
  child.kill('SIGKILL')
  await ended
}
