import { spawn } from 'node:child_process'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { makeProject, pathWithSterna, type TestProject } from '@sterna/testkit'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RemoteFiles } from '../engine/src/storage/remotes/remote-files.ts'
import { startFakeGcs } from './fake-gcs-server.ts'
import { type FaultyProxy, startFaultyProxy } from './faulty-proxy.ts'
import { contentAt, openAt, s3Options } from './open-at.ts'
import { startMoto, startVersitygw } from './s3-server.ts'

interface Place {
  readonly name: string
  readonly scheme: string
  readonly options: (endpoint: string) => Readonly<Record<string, string>>
  readonly endpoint: string
  stop(): Promise<unknown>
}

const moto = await startMoto()
const versitygw = await startVersitygw()
const gcs = await startFakeGcs()
const onS3 = (name: string, server: NonNullable<typeof versitygw>): Place => ({
  name,
  scheme: 's3',
  options: (endpoint) => s3Options({ ...server, endpoint }),
  endpoint: server.endpoint,
  stop: () => server.stop(),
})
const places: Place[] = [
  onS3('moto', moto),
  ...(versitygw ? [onS3('versitygw', versitygw)] : []),
  ...(gcs
    ? [
        {
          name: 'fake-gcs-server',
          scheme: 'gs',
          options: (endpointurl: string) => ({ endpointurl, allow_anonymous_login: 'true' }),
          endpoint: gcs.endpoint,
          stop: () => gcs.stop(),
        },
      ]
    : []),
]
let folders = 0

describe.each(places)('a remote that keeps versions, on $name', ({ scheme, options, endpoint, stop }) => {
  /** Also where a bucket does not keep the old ones. */
  const everythingHasVersions = scheme === 'gs'
  /** A request does not tell by its URL which file it sends. */
  const namesAreInside = scheme === 'gs'
  let project: TestProject
  let files: RemoteFiles
  let proxy: FaultyProxy
  let url: string
  afterAll(stop)
  beforeEach(async () => {
    proxy = await startFaultyProxy(endpoint)
    url = `${scheme}://versioned/place-${folders++}`
    files = openAt(url, options(endpoint))
    project = await makeProject({ f: 'f\n', 'd/1': 'one\n', 'd/2': 'two\n' })
    await configure(url)
    await project.run('add f d')
  })
  afterEach(async () => {
    files.close()
    await proxy.stop()
    project.remove()
  })

  async function configure(at: string): Promise<void> {
    await project.run(`remote add -f -d far ${at}`)
    await project.run('remote modify far version_aware true')
    for (const [name, value] of Object.entries(options(proxy.url)))
      await project.run(`remote modify --local far ${name} ${value}`)
  }

  /** Takes away what this machine has of the data. */
  function forget(...names: readonly string[]): void {
    for (const name of ['.dvc/cache', ...names])
      fs.rmSync(path.join(project.directory, name), { recursive: true, force: true })
  }

  /** The versions that are recorded, by key. */
  function versions(): Map<string, string> {
    const found = new Map<string, string>()
    for (const [file, key] of [
      ['f.dvc', () => 'f'],
      ['d.dvc', (entry: string) => `d/${/relpath: '?([^'\n]+)/.exec(entry)![1]}`],
    ] as const)
      for (const entry of project.read(file)!.split(/^ {2}- /m)) {
        const version = /version_id: '?([^'\n]+)/.exec(entry)?.[1]
        if (version !== undefined) found.set(key(entry), version)
      }
    return found
  }

  async function contentOf(key: string, version: string): Promise<string> {
    const pieces: Uint8Array[] = []
    await files.read(key, (piece) => pieces.push(Buffer.from(piece)), { version })
    return Buffer.concat(pieces).toString()
  }

  async function expectAllRecorded(contents: Readonly<Record<string, string>>): Promise<void> {
    expect([...versions().keys()].sort()).toEqual(Object.keys(contents).sort())
    for (const [key, version] of versions()) expect(await contentOf(key, version)).toBe(contents[key])
  }

  it('tells one version of a file from another', async () => {
    const first = await files.write('key', Buffer.from('first'))
    const second = await files.write('key', Buffer.from('the second'))
    expect((await files.stat('key', first.version))?.bytes).toBe(5)
    expect((await files.stat('key', second.version))?.bytes).toBe(10)
    expect((await files.stat('key'))?.version).toBe(second.version)
    expect(await files.stat('other', first.version)).toBeUndefined()
    await files.remove(['key'])
    expect((await files.stat('key', first.version))?.bytes).toBe(5)
  })

  it('gets changed files under their own names, and their versions are recorded', async () => {
    expect((await project.run('push')).shown).toBe('3 files pushed')
    await expectAllRecorded({ f: 'f\n', 'd/1': 'one\n', 'd/2': 'two\n' })
    expect((await project.run('push')).shown).toBe('Everything is up to date.')
    const before = versions()
    project.write({ 'd/1': 'other\n', 'd/3': 'three\n' })
    await project.run('add d')
    expect((await project.run('push')).shown).toBe('2 files pushed')
    await expectAllRecorded({ f: 'f\n', 'd/1': 'other\n', 'd/2': 'two\n', 'd/3': 'three\n' })
    expect(versions().get('d/2')).toBe(before.get('d/2'))
    expect((await project.run('status')).shown).toBe('Data and pipelines are up to date.')
  })

  it('gives back exactly the versions that are recorded', async () => {
    await project.run('push')
    await files.write('d/1', Buffer.from('somebody else\n'))
    await files.remove(['f'])
    forget('d', 'f')
    expect((await project.run('pull')).shown).toMatchInlineSnapshot(`
      "A       d/
      A       f
      3 files fetched and 3 files added"
    `)
    expect(project.read('d/1')).toBe('one\n')
    expect(project.read('f')).toBe('f\n')
    expect((await project.run('push')).shown).toBe('Everything is up to date.')
    expect(await contentAt(files, 'd/1')).toBe('somebody else\n')
  })

  it('tells what was never pushed there, and gives the rest', async () => {
    await project.run('push d')
    forget('d', 'f')
    const { code, shown } = await project.run('fetch')
    expect(code).toBe(1)
    expect(shown).toMatchInlineSnapshot(`
      "WARNING: failed to transfer 'f' - the record of it has no version in this remote
      ERROR: failed to fetch data from the cloud - 1 file failed to download
      Somebody who has the data must push it, and commit the stage files that have changed then.
      What was moved is kept; run the command again for the rest."
    `)
    expect((await project.run('checkout d')).code).toBe(0)
  })

  it('lets no version in that has other bytes than are recorded', async () => {
    await project.run('push')
    const { version } = await files.write('f', Buffer.from('forged\n'))
    project.write({ 'f.dvc': project.read('f.dvc')!.replace(/version_id: .*/, `version_id: '${version}'`) })
    forget('f')
    const { code, shown } = await project.run('fetch f')
    expect(code).toBe(1)
    expect(shown.replaceAll(url, '<url>').replace(version!, '<version>')).toMatchInlineSnapshot(`
      "WARNING: failed to transfer 'f' - <url>: version <version> of 'f' has other bytes than '9a8ad92c50cae39aa2c5604fd0ab6d8c'.
      ERROR: failed to fetch data from the cloud - 1 file failed to download
      Was the record of it edited, or merged wrongly? Somebody who has the data can push it again.
      What was moved is kept; run the command again for the rest."
    `)
    expect(fs.existsSync(path.join(project.directory, '.dvc/cache/files/md5/9a'))).toBe(false)
  })

  it('gets a part of a directory, and the rest keeps its record', async () => {
    await project.run('push')
    project.write({ 'd/1': 'other\n', 'd/2': 'another\n' })
    await project.run('add d')
    expect((await project.run('push d/1')).shown).toBe('1 file pushed')
    expect([...versions().keys()]).toEqual(['f', 'd/1'])
    expect((await project.run('status')).shown).toBe('Data and pipelines are up to date.')
    expect((await project.run('push')).shown).toBe('1 file pushed')
    await expectAllRecorded({ f: 'f\n', 'd/1': 'other\n', 'd/2': 'another\n' })
  })

  it('gives others what is recorded in the repository that they name', async () => {
    await project.run('push')
    project.git('add', '.')
    project.git('-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', 'commit', '--quiet', '-m', 'pushed')
    project.write({ 'd/1': 'other\n' })
    await project.run('add d')
    await project.run('push')
    forget()
    const other = await makeProject({})
    try {
      const source = `'${project.directory}'`
      expect((await other.run(`list ${source} d --rev HEAD`)).shown).toBe('1\n2')
      await other.run(`get ${source} d --rev HEAD -o then`)
      expect([other.read('then/1'), other.read('then/2')]).toEqual(['one\n', 'two\n'])
      await other.run(`get ${source} d/1 -o now`)
      expect(other.read('now')).toBe('other\n')
      await other.run(`import ${source} d`)
      await other.run(`import ${source} f`)
      expect([other.read('d/1'), other.read('f')]).toEqual(['other\n', 'f\n'])
    } finally {
      other.remove()
    }
  })

  it('gets what was moved under its new name', async () => {
    await project.run('push')
    await project.run('move f g')
    expect((await project.run('push')).shown).toBe('1 file pushed')
    expect(await contentAt(files, 'g')).toBe('f\n')
    forget('g')
    expect((await project.run('pull')).code).toBe(0)
    expect(project.read('g')).toBe('f\n')
  })

  it('has what is pushed with Git only if its versions are committed', async () => {
    const bare = path.join(project.directory, '../bare.git')
    project.git('init', '--quiet', '--bare', bare)
    project.git('remote', 'add', 'origin', bare)
    const commit = (message: string) =>
      project.git('-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', 'commit', '--quiet', '-am', message)
    project.git('add', '.')
    commit('before the push')
    await project.run('push')
    const { code, shown } = await project.run('push --git origin main')
    expect(code).toBe(1)
    expect(shown.replaceAll(/\b[0-9a-f]{7,10}\b/g, '<commit>')).toMatchInlineSnapshot(`
      "Everything is up to date.
      ERROR: failed to push data to the cloud - what Git would push has data that the remote does not have:
          d in <commit>
          f in <commit>
      Get it from where it is and push again, or push the commits without it: git push --no-verify"
    `)
    commit('after it')
    expect((await project.run('push --git origin main')).code).toBe(0)
  })

  it('gives imported files back in the versions that were imported, until they are updated', async () => {
    await files.write('source/1', Buffer.from('one\n'))
    await files.write('source/sub/2', Buffer.from('two\n'))
    expect((await project.run('import-url --version-aware remote://far/source')).code).toBe(0)
    await files.write('source/1', Buffer.from('other\n'))
    await files.remove(['source/sub/2'])
    await project.run('push f.dvc d.dvc')
    forget('source', 'f', 'd')
    expect((await project.run('pull')).code).toBe(0)
    expect(project.read('source/1')).toBe('one\n')
    expect(project.read('source/sub/2')).toBe('two\n')
    expect((await project.run('status')).shown).toMatchInlineSnapshot(`
      "source.dvc:
      	changed deps:
      		modified:           remote://far/source"
    `)
    expect((await project.run('update source.dvc')).code).toBe(0)
    expect(project.read('source/1')).toBe('other\n')
    expect(project.read('source/sub/2')).toBeUndefined()
    expect((await project.run('status')).shown).toBe('Data and pipelines are up to date.')
  })

  it('can be followed to what is the latest there', async () => {
    expect((await project.run('update f.dvc')).shown).toMatchInlineSnapshot(
      `"WARNING: Could not update 'f', it was never pushed to a remote"`,
    )
    await project.run('push')
    const { code, shown } = await project.run('update f.dvc')
    expect(code).toBe(1)
    expect(shown).toMatchInlineSnapshot(`
      "ERROR: failed update data - update is not supported for 'f.dvc' that is not an import.
      Remote 'far' gives back what is recorded: sterna pull. To follow what is the latest there: sterna remote modify far worktree true"
    `)
    await project.run('remote modify far worktree true')
    expect((await project.run('update f.dvc d.dvc')).shown).toBe('')
    await files.write('d/1', Buffer.from('other\n'))
    await files.write('d/sub/3', Buffer.from('three\n'))
    await files.remove(['d/2'])
    const before = versions()
    expect((await project.run('update f.dvc d.dvc')).code).toBe(0)
    expect(project.read('d/1')).toBe('other\n')
    expect(project.read('d/2')).toBeUndefined()
    await expectAllRecorded({ f: 'f\n', 'd/1': 'other\n', 'd/sub/3': 'three\n' })
    expect(versions().get('f')).toBe(before.get('f'))
    expect((await project.run('status')).shown).toBe('Data and pipelines are up to date.')
    expect((await project.run('push')).shown).toBe('Everything is up to date.')
    await files.remove(['f'])
    expect((await project.run('update f.dvc')).shown).toMatchInlineSnapshot(
      `"WARNING: Could not update 'f', it does not exist in the remote"`,
    )
    expect(project.read('f')).toBe('f\n')
  })

  it('does not replace what was changed here by what is the latest there', async () => {
    await project.run('remote modify far worktree true')
    await project.run('push')
    await files.write('f', Buffer.from('theirs\n'))
    project.write({ f: 'ours\n' })
    const record = project.read('f.dvc')
    const { code, shown } = await project.run('update f.dvc')
    expect(code).toBe(1)
    expect(shown).toMatchInlineSnapshot(`
      "ERROR: failed update data - 'f' has changes that are nowhere else.
      To keep them: copy them elsewhere, or sterna commit. To drop them: sterna checkout --force."
    `)
    expect(project.read('f')).toBe('ours\n')
    expect(project.read('f.dvc')).toBe(record)
  })

  it('keeps the record of what neither side has', async () => {
    await project.run('push d')
    fs.rmSync(path.join(project.directory, '.dvc/cache'), { recursive: true })
    const before = project.read('f.dvc')
    expect((await project.run('push')).shown).toMatchInlineSnapshot(`
      "WARNING: Some of the cache files do not exist neither locally nor on remote. Missing cache files:
      md5: 9a8ad92c50cae39aa2c5604fd0ab6d8c
      Everything is up to date."
    `)
    expect(project.read('f.dvc')).toBe(before)
  })

  it.skipIf(namesAreInside)('has what arrived recorded although the rest failed', async () => {
    const fault = { instead: { status: 403, body: Buffer.from('<Error><Code>AccessDenied</Code></Error>') } }
    const isMeant = isSending('d/2')
    proxy.disturb({ fault, isMeant })
    const { code, shown } = await project.run('push')
    expect(code).toBe(1)
    expect(shown).toContain("failed to transfer 'd/2'")
    expect([...versions().keys()]).toEqual(['f', 'd/1'])
    proxy.disturb()
    expect((await project.run('push')).shown).toBe('1 file pushed')
    await expectAllRecorded({ f: 'f\n', 'd/1': 'one\n', 'd/2': 'two\n' })
  })

  it('is finished by the next push after one that was killed', async () => {
    proxy.disturb({ fault: {}, isMeant: isSending('d/1', () => child.kill('SIGKILL')) })
    const env = { ...process.env, PATH: pathWithSterna(project) }
    const child = spawn('sh', ['-c', 'exec sterna push'], { cwd: project.directory, env, stdio: 'ignore' })
    await new Promise((resolve) => child.once('close', resolve))
    expect(child.signalCode).toBe('SIGKILL')
    expect(versions().size).toBe(0)
    proxy.disturb()
    expect((await project.run('push')).code).toBe(0)
    await expectAllRecorded({ f: 'f\n', 'd/1': 'one\n', 'd/2': 'two\n' })
  })

  it.skipIf(everythingHasVersions)('is not one where versions are off', async () => {
    await configure(url.replace('versioned', 'plain'))
    const before = project.read('d.dvc')
    const { code, shown } = await project.run('push')
    expect(code).toBe(1)
    expect(shown.replaceAll(url.replace('versioned', 'plain'), '<url>')).toMatchInlineSnapshot(`
      "ERROR: failed to push data to the cloud - <url>: it does not keep versions of its files.
      Turn versioning on there, or take version_aware and worktree out of the settings of the remote."
    `)
    expect(project.read('d.dvc')).toBe(before)
  })
})

/** Whether a request has the content of this file. */
function isSending(key: string, when?: () => void) {
  return ({ method, url }: { readonly method?: string; readonly url?: string }): boolean => {
    const isContent = method === 'PUT' || (method === 'POST' && url!.includes('/upload/'))
    const isIt = isContent && (url!.includes('/upload/') || decodeURIComponent(url!).endsWith(`/${key}`))
    if (isIt) when?.()
    return isIt
  }
}
