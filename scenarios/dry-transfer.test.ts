import * as fs from 'node:fs'
import * as path from 'node:path'
import { makeProject, type TestProject } from '@sterna/testkit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

let project: TestProject
beforeEach(async () => {
  project = await makeProject({ 'd/one': '1'.repeat(1000), 'd/two': '2'.repeat(500), file: 'x'.repeat(34) })
  await project.run('remote add -d team ../team')
  await project.run('add d file')
})
afterEach(() => project.remove())

const place = () => path.join(path.dirname(project.directory), 'team')
const stateOf = (directory: string) =>
  fs.existsSync(directory) ? fs.readdirSync(directory, { recursive: true, encoding: 'utf8' }).sort() : []
const forget = (...names: string[]) => {
  for (const name of names) fs.rmSync(path.join(project.directory, name), { recursive: true })
}
const shown = async (command: string) => (await project.run(command)).shown
const json = async (command: string) => JSON.parse((await project.run(`${command} --json`)).stdout)

describe('push --dry', () => {
  it('says how much would go where, and sends nothing', async () => {
    expect(await shown('push --dry')).toBe('4 files, 1.7 kB would be pushed to team (<temp>/team)')
    expect(stateOf(place())).toEqual([])
    expect(await json('push --dry')).toEqual({
      dry: true,
      transfers: [{ remote: 'team', place: '<temp>/team', objects: 4, bytes: 1660, runs: 0 }],
      missing: [],
      hasRemote: true,
    })
  })

  it('counts what the push then sends', async () => {
    await project.run('push file')
    fs.writeFileSync(path.join(project.directory, 'd/three'), 'three')
    await project.run('add d')
    expect(await shown('push --dry')).toBe('4 files, 1.7 kB would be pushed to team (<temp>/team)')
    expect(await shown('push')).toBe('4 files pushed')
    expect(await shown('push --dry')).toBe('Everything is up to date.')
  })

  it('counts a manifest only with the last of its files', async () => {
    expect(await json('push --dry d/one')).toMatchObject({ transfers: [{ objects: 1, bytes: 1000 }] })
    await project.run('push d/one')
    expect(await json('push --dry d/two')).toMatchObject({ transfers: [{ objects: 2, bytes: 626 }] })
    expect(await shown('push d/two')).toBe('2 files pushed')
  })

  it('tells what is nowhere, and needs a remote', async () => {
    forget('.dvc/cache/files/md5')
    expect(await shown('push --dry file')).toMatch(
      /do not exist neither locally nor on remote[^]*Everything is up to date/,
    )
    await project.run('remote remove team')
    expect((await project.run('push --dry')).stderr).toContain('no remote specified')
  })

  it('cannot be said with --git', async () => {
    expect((await project.run('push --dry --git')).shown).toMatchInlineSnapshot(`
      "ERROR: failed to push data to the cloud - --dry cannot be chosen together with --git.
      What the data part would send: sterna push --dry. What Git would push: git push --dry-run."
    `)
  })

  it('counts the remembered runs, if they are asked for', async () => {
    await project.run("stage add -n copy -d file -o out 'cp file out'")
    await project.run('repro')
    await project.run('push')
    expect(await shown('push --dry --run-cache')).toBe('1 run would be pushed to team (<temp>/team)')
    await project.run('push --run-cache')
    forget('.dvc/cache/runs')
    expect(await shown('fetch --dry --run-cache')).toBe('1 run would be fetched from team (<temp>/team)')
  })
})

describe.each(['fetch', 'pull'])('%s --dry', (word) => {
  beforeEach(async () => {
    await project.run('push')
    forget('.dvc/cache', 'd', 'file')
  })

  it('says how much would come from where, and gets nothing', async () => {
    expect(await shown(`${word} --dry`)).toBe('4 files, 1.7 kB would be fetched from team (<temp>/team)')
    expect(stateOf(path.join(project.directory, '.dvc/cache'))).toEqual([])
    expect(stateOf(path.join(project.directory, 'd'))).toEqual([])
    expect(await shown(`fetch`)).toBe('4 files fetched')
    expect(await shown(`${word} --dry`)).toBe('Everything is up to date.')
  })

  it('means the targets only', async () => {
    expect(await json(`${word} --dry file`)).toMatchObject({ transfers: [{ objects: 1, bytes: 34 }] })
    expect(await json(`${word} --dry d/two`)).toMatchObject({ transfers: [{ objects: 2, bytes: 626 }] })
  })

  it('says what an import has recorded, and from where it comes', async () => {
    fs.writeFileSync(path.join(path.dirname(project.directory), 'elsewhere'), 'abc')
    await project.run('import-url ../elsewhere imported --no-download')
    expect(await shown(`${word} --dry imported.dvc`)).toBe('1 file would be fetched from ../elsewhere')
  })

  it('misses a remote', async () => {
    await project.run('remote remove team')
    expect(await shown(`${word} --dry`)).toContain('No remote provided and no default remote set.')
  })
})

describe('what push, fetch and pull tell programs', () => {
  it('is what was moved', async () => {
    expect(await json('push')).toMatchObject({ dry: false, transferred: 4, failed: [], missing: [] })
    forget('.dvc/cache', 'file')
    expect(await json('fetch')).toMatchObject({ dry: false, transferred: 4 })
    expect(await json('pull')).toMatchObject({
      dry: false,
      transferred: 0,
      changes: [{ path: 'file', change: 'added' }],
    })
  })
})
