import { spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { makeProject, pathWithSterna, type TestProject } from '@sterna/testkit'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startSshd } from './ssh-server.ts'

// Where it cannot be installed there is nothing to test.
const server = await startSshd()
afterAll(() => server?.stop())

const count = 400
const killedAt = [0, 20, 200, 390]

describe.skipIf(!server)('a command that is killed', () => {
  const usualPath = process.env['PATH']
  let project: TestProject
  let remote: string
  let cache: string
  beforeEach(async () => {
    Object.assign(process.env, server!.variables())
    const { user, port, home, keyFile } = server!
    project = await makeProject()
    remote = path.join(home, 'place/files/md5')
    cache = path.join(project.directory, '.dvc/cache/files/md5')
    const data = Array.from({ length: count }, (_, i) => [`data/${i}`, randomBytes(1000 + i * 400)])
    project.write(Object.fromEntries(data))
    await project.run(`remote add -d far ssh://${user}@127.0.0.1:${port}${home}/place`)
    await project.run(`remote modify --local far keyfile ${keyFile}`)
    await project.run('add data')
  })
  afterEach(() => {
    process.env['PATH'] = usualPath
    project.remove()
  })

  /** Runs it until so many objects are there, and returns how many there are then. */
  const runUntil = async (word: string, store: string, objects: number) => {
    const env = { ...process.env, PATH: `${pathWithSterna(project)}:${process.env['PATH']}` }
    const child = spawn('sh', ['-c', 'exec sterna "$0"', word], { cwd: project.directory, env, stdio: 'ignore' })
    const ended = new Promise((resolve) => child.once('close', resolve))
    while (child.exitCode === null && objectsIn(store).length <= objects) await pause(5)
    child.kill('SIGKILL')
    await ended
    return objectsIn(store).length
  }

  it.each([
    ['push', () => remote, () => fs.rmSync(path.dirname(remote), { recursive: true, force: true })],
    ['pull', () => cache, () => fs.rmSync(path.join(project.directory, '.dvc/cache'), { recursive: true })],
  ] as const)(
    'shows nothing half of what it was about to do, and the next one does the rest: %s',
    async (word, store, forget) => {
      await project.run('push')
      const seen: number[] = []
      for (const objects of killedAt) {
        forget()
        seen.push(await runUntil(word, store(), objects))
        const names = objectsIn(store())
        for (const name of names) expect(md5Of(path.join(store(), name))).toBe(hashIn(name))
        if (names.some((name) => name.endsWith('.dir'))) expect(names.length).toBe(count + 1)
        expect((await project.run(word)).code).toBe(0)
        expect(objectsIn(store()).length).toBe(count + 1)
      }
      expect(seen.some((objects) => objects > 0 && objects < count)).toBe(true)
    },
  )
})

function objectsIn(store: string): string[] {
  if (!fs.existsSync(store)) return []
  const names = fs.readdirSync(store, { recursive: true, encoding: 'utf8' })
  return names.filter((name) => /^..\/[0-9a-f]{30}(\.dir)?$/.test(name))
}

function hashIn(name: string): string {
  return name.replace('/', '').replace('.dir', '')
}

function md5Of(file: string): string {
  return createHash('md5').update(fs.readFileSync(file)).digest('hex')
}
