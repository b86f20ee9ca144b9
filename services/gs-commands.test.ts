import * as fs from 'node:fs'
import * as path from 'node:path'
import { makeProject, type TestProject } from '@sterna/testkit'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RemoteFiles } from '../engine/src/storage/remotes/remote-files.ts'
import { makeGoogleLogin } from './google-login.ts'
import { startGsServer } from './gs-server.ts'
import { openAt } from './open-at.ts'

const login = makeGoogleLogin()
const server = await startGsServer({ login })
let project: TestProject
let files: RemoteFiles
let places = 0
afterAll(() => server.stop())
afterEach(() => {
  files.close()
  project.remove()
})

beforeEach(async () => {
  const url = `gs://plain/commands-${places++}`
  project = await makeProject({
    'd/1': 'one\n',
    'd/2': 'two\n',
    'key.json': login.keyFile('service_account', server.endpoint),
  })
  const credentialpath = path.join(project.directory, 'key.json')
  files = openAt(url, { endpointurl: server.endpoint, credentialpath })
  await project.run(`remote add -d far ${url}`)
  await project.run(`remote modify far endpointurl ${server.endpoint}`)
  await project.run('remote modify --local far credentialpath key.json')
  await project.run('add d')
})

const one = 'files/md5/5b/bf5a52328e7439ae6e719dfe712200'

describe("a person whose remote is on Google's storage", () => {
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
      2 objects, 129 B, in gs://plain/commands-1: 2 mended, 0 broken."
    `)
    expect((await project.run('verify --remote')).code).toBe(0)
  })

  it('imports a file, hears that there is another version of it, and updates it', async () => {
    await files.write('source/x', Buffer.from('x\n'))
    await project.run('import-url remote://far/source/x')
    expect(project.read('x.dvc')).toMatch(
      /etag: 401b30e3b8b5d629635a5c613cdb7919\n {2}size: 2\n {2}version_id: '17\d+'/,
    )
    expect((await project.run('status x.dvc')).shown).toMatchInlineSnapshot(`"Data and pipelines are up to date."`)
    await files.write('source/x', Buffer.from('xx\n'))
    expect((await project.run('status x.dvc')).shown).toMatchInlineSnapshot(`
      "x.dvc:
      	changed deps:
      		update available:   remote://far/source/x"
    `)
    await project.run('update x.dvc')
    expect(project.read('x')).toBe('xx\n')
    expect((await project.run('list-url remote://far/source')).shown).toBe('x')
    await project.run('get-url remote://far/source/x copy')
    expect(project.read('copy')).toBe('xx\n')
  })

  it('tries out what the remote can be used for, and hears what would help', async () => {
    const shown = async (line: string) => {
      const { shown: text, code } = await project.run(line)
      return `${text.replaceAll(/commands-\d+/g, 'commands')} [${code}]`
    }
    expect(await shown('remote check')).toMatchInlineSnapshot(`
      "Remote 'far' at gs://plain/commands
      credentials  the option 'credentialpath' of the remote
      list         works
      write        works
      read         works
      delete       works [0]"
    `)
    await project.run('remote modify far url gs://nowhere/x')
    expect(await shown('remote check far')).toMatchInlineSnapshot(`
      "Remote 'far' at gs://nowhere/x
      credentials  the option 'credentialpath' of the remote
      list         failed: gs://nowhere/x: there is no such bucket.
                   Look at its name in the URL, or make it first: gcloud storage buckets create gs://BUCKET
      write        failed: gs://nowhere/x: there is no such bucket.
                   Look at its name in the URL, or make it first: gcloud storage buckets create gs://BUCKET
      read         failed: gs://nowhere/x: there is no such bucket.
                   Look at its name in the URL, or make it first: gcloud storage buckets create gs://BUCKET
      delete       left out: nothing was written [1]"
    `)
    expect(await shown('remote check far --json')).not.toContain('secret')
  })
})
