import * as fs from 'node:fs'
import * as path from 'node:path'
import { makeProject, type TestProject } from '@sterna/testkit'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RemoteFiles } from '../engine/src/storage/remotes/remote-files.ts'
import { startAzurite } from './azurite-server.ts'
import { openAt } from './open-at.ts'

const server = await startAzurite()
const options = { connection_string: server.connectionString }
let project: TestProject
let files: RemoteFiles
let places = 0
afterAll(() => server.stop())
afterEach(() => {
  files.close()
  project.remove()
})

beforeEach(async () => {
  const url = `azure://plain/commands-${places++}`
  files = openAt(url, options)
  project = await makeProject({ 'd/1': 'one\n', 'd/2': 'two\n' })
  await project.run(`remote add -d far ${url}`)
  await project.run(`remote modify --local far connection_string ${server.connectionString}`)
  await project.run('add d')
})

const one = 'files/md5/5b/bf5a52328e7439ae6e719dfe712200'

describe('a person whose remote is on Azure', () => {
  it('pushes, sees that all is there, and gets it back', async () => {
    expect((await project.run('push')).shown).toBe('3 files pushed')
    expect((await project.run('push')).shown).toBe('Everything is up to date.')
    expect((await project.run('status -c')).shown).toBe("Cache and remote 'far' are in sync.")
    for (const name of ['.dvc/cache', 'd']) fs.rmSync(path.join(project.directory, name), { recursive: true })
    expect((await project.run('pull')).shown).toMatchInlineSnapshot(`
      "A       d/
      3 files fetched and 2 files added"
    `)
    expect(project.read('d/1')).toBe('one\n')
  })

  it('has the remote read and mended', async () => {
    await project.run('push')
    await files.write(one, Buffer.from('flipped'))
    await files.remove(['files/md5/c1/93497a1a06b2c72230e6146ff47080'])
    expect((await project.run('verify --remote')).shown).toMatchInlineSnapshot(`
      "corrupt  d/1  mended from the cache
      missing  d/2  mended from the cache
      2 objects, 129 B, in azure://plain/commands-1: 2 mended, 0 broken."
    `)
    expect((await project.run('verify --remote')).code).toBe(0)
  })

  it('tries out what the remote can be used for, and hears what would help', async () => {
    const shown = async (line: string) => {
      const { shown: text, code } = await project.run(line)
      return `${text.replaceAll(/commands-\d+/g, 'commands')} [${code}]`
    }
    expect(await shown('remote check')).toMatchInlineSnapshot(`
      "Remote 'far' at azure://plain/commands
      credentials  the connection string in the options of the remote
      list         works
      write        works
      read         works
      delete       works [0]"
    `)
    await project.run('remote modify far url azure://nowhere/x')
    expect(await shown('remote check far')).toMatchInlineSnapshot(`
      "Remote 'far' at azure://nowhere/x
      credentials  the connection string in the options of the remote
      list         failed: azure://nowhere/x: there is no such container.
                   Look at its name in the URL, or make it first: az storage container create --name CONTAINER
      write        failed: azure://nowhere/x: there is no such container.
                   Look at its name in the URL, or make it first: az storage container create --name CONTAINER
      read         failed: azure://nowhere/x: there is no such container.
                   Look at its name in the URL, or make it first: az storage container create --name CONTAINER
      delete       left out: nothing was written [1]"
    `)
    expect(await shown('remote check far --json')).not.toContain(server.key)
  })
})
