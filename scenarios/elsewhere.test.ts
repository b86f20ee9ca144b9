import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { fileURLToPath } from 'node:url'
import { makeProject, type TestProject } from '@sterna/testkit'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'

const here = path.dirname(fileURLToPath(import.meta.url))
const before = { caches: process.env['XDG_CACHE_HOME'], ssh: process.env['GIT_SSH_COMMAND'] }
let place: string
let source: TestProject
let project: TestProject
let server: ChildProcess
let url: string

/** A project with data of three commits, and bare clones of it behind a server. */
beforeAll(async () => {
  place = fs.mkdtempSync(path.join(os.tmpdir(), 'elsewhere-'))
  process.env['XDG_CACHE_HOME'] = path.join(place, 'caches')
  source = await makeProject({ 'data/1': 'one\n', notes: 'first\n' })
  await source.run(`remote add -d store ${path.join(place, 'store')}`)
  await commitData('begin')
  source.git('tag', '-a', '-m', 'the first', 'v1')
  source.git('branch', 'side')
  source.write({ 'data/2': 'two\n', notes: 'second\n' })
  await commitData('more')
  source.write({ notes: 'third\n' })
  await commitData('notes')
  for (const name of ['data.git', 'secret.git'])
    execFileSync('git', ['clone', '--quiet', '--bare', source.directory, path.join(place, name)])
  await listen()
})
afterAll(() => {
  server.kill()
  source.remove()
  fs.rmSync(place, { recursive: true })
  restore('XDG_CACHE_HOME', before.caches)
  restore('GIT_SSH_COMMAND', before.ssh)
})
beforeEach(async () => {
  project = await makeProject({})
})
afterEach(() => project.remove())

async function commitData(message: string): Promise<void> {
  await source.run('add data')
  await source.run('push')
  source.git('add', '-A')
  source.git('commit', '--quiet', '-m', message)
}

async function listen(): Promise<void> {
  server = spawn(process.execPath, [path.join(here, 'git-server.mjs'), place], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [port] = await once(server.stdout!, 'data')
  url = `http://127.0.0.1:${String(port).trim()}`
}

function restore(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name]
  else process.env[name] = value
}

function shown(text: string): string {
  return text.replaceAll(url, '<server>').replaceAll(place, '<place>').trim()
}

const commitOf = (revision: string) => source.git('rev-parse', `${revision}^{commit}`).trim()
const stores = () => fs.readdirSync(path.join(place, 'caches/sterna/git')).filter((name) => !name.endsWith('.lock'))

describe('a person who uses data of a repository elsewhere', () => {
  it('looks into it', async () => {
    expect((await project.run(`list ${url}/data.git -R`)).stdout).toBe(
      '.dvcignore\n.gitignore\ndata.dvc\ndata/1\ndata/2\nnotes\n',
    )
    expect((await project.run(`list ${url}/data.git data --rev v1`)).stdout).toBe('1\n')
    expect((await project.run(`du ${url}/data.git notes`)).stdout).toBe('6  notes\n')
    expect((await project.run(`get ${url}/data.git notes --rev ${commitOf('HEAD~1')}`)).code).toBe(0)
    expect(project.read('notes')).toBe('second\n')
    expect((await project.run(`get ${url}/data.git data -o taken`)).code).toBe(0)
    expect(project.read('taken/2')).toBe('two\n')
  })

  it('imports from it, hears of what is new and takes that', async () => {
    expect((await project.run(`import ${url}/data.git data --rev side`)).code).toBe(0)
    expect(project.read('data.dvc')).toContain(`url: ${url}/data.git\n    rev: side\n    rev_lock: ${commitOf('v1')}\n`)
    expect((await project.run('status --json')).stdout).toBe('{}\n')
    execFileSync('git', ['branch', '--quiet', '--force', 'side', 'main'], { cwd: path.join(place, 'data.git') })
    expect(shown((await project.run('status')).stdout)).toMatchInlineSnapshot(`
      "data.dvc:
      	changed deps:
      		update available:   data (<server>/data.git)"
    `)
    await project.run('update data.dvc')
    expect(project.read('data/2')).toBe('two\n')
    expect(project.read('data.dvc')).toContain(`rev_lock: ${commitOf('main')}\n`)
  })

  it('names what only the whole history tells', async () => {
    for (const [revision, notes] of [
      ['main~1', 'second\n'],
      [commitOf('v1').slice(0, 9), 'first\n'],
      ['HEAD~2', 'first\n'],
    ] as const) {
      const { code } = await project.run(`get ${url}/data.git notes -f --rev ${revision}`)
      expect([code, project.read('notes')]).toEqual([0, notes])
    }
  })

  it('gets it again without the server, as the commit is known', async () => {
    await project.run(`import ${url}/data.git notes --rev v1`)
    fs.rmSync(path.join(project.directory, 'notes'))
    fs.rmSync(path.join(project.directory, '.dvc/cache'), { recursive: true })
    server.kill()
    await once(server, 'exit')
    try {
      expect((await project.run('pull')).code).toBe(0)
      expect(project.read('notes')).toBe('first\n')
      expect(shown((await project.run('status')).stderr)).toContain('may be out of date: SCM error: Failed to clone')
    } finally {
      await listen()
    }
  })

  it('reaches it through ssh, by a URL or as host:path', async () => {
    fs.writeFileSync(path.join(place, 'ssh'), '#!/bin/sh\nwhile [ "$1" != host ]; do shift; done\nshift\neval "$1"\n', {
      mode: 0o755,
    })
    process.env['GIT_SSH_COMMAND'] = path.join(place, 'ssh')
    expect((await project.run(`import host:${place}/data.git notes`)).code).toBe(0)
    expect((await project.run(`get ssh://host${place}/data.git data --rev v1`)).code).toBe(0)
    expect([project.read('notes'), project.read('data/1')]).toEqual(['third\n', 'one\n'])
    restore('GIT_SSH_COMMAND', before.ssh)
  })

  it('is asked for no password where nobody could type it, and sees none', async () => {
    expect(shown((await project.run(`import ${url}/secret.git notes`)).stderr)).toMatchInlineSnapshot(`
      "ERROR: failed to import 'notes' from '<server>/secret.git'. - SCM error: Failed to clone repo '<server>/secret.git': fatal: could not read Username for '<server>': terminal prompts disabled
      To see whether Git can reach it: git ls-remote <server>/secret.git"
    `)
    const withPassword = `${url.replace('://', '://ann:hush@')}/secret.git`
    expect((await project.run(`get ${withPassword} notes`)).code).toBe(0)
    const { stderr } = await project.run(`get ${withPassword.replace('secret', 'nothing')} notes -f`)
    expect(shown(stderr)).toMatchInlineSnapshot(`
      "ERROR: failed to get 'notes' from '<server>/nothing.git' - SCM error: Failed to clone repo '<server>/nothing.git': fatal: repository '<server>/nothing.git/' not found
      To see whether Git can reach it: git ls-remote <server>/nothing.git"
    `)
  })

  it('cannot be made to run a program by a URL', async () => {
    const { code, stderr } = await project.run(`import 'ext::sh -c touch% ${place}/ran' f`)
    expect([code, shown(stderr)]).toMatchInlineSnapshot(`
      [
        1,
        "ERROR: failed to import 'f' from 'ext::sh -c touch% <place>/ran'. - SCM error: Failed to clone repo 'ext::sh -c touch% <place>/ran': fatal: transport 'ext' not allowed
      To see whether Git can reach it: git ls-remote ext::sh -c touch% <place>/ran",
      ]
    `)
    expect(fs.existsSync(path.join(place, 'ran'))).toBe(false)
  })

  it('is rid of what nobody has used for a month, and of what killed commands have left', async () => {
    const long = new Date(Date.now() - 40 * 24 * 3600 * 1000)
    const git = path.join(place, 'caches/sterna/git')
    const old = ['0'.repeat(32), 'source-999999999-1', 'data-999999999-2']
    for (const name of old) {
      fs.mkdirSync(path.join(git, name))
      fs.writeFileSync(path.join(git, name, 'used'), '')
      fs.utimesSync(path.join(git, name, 'used'), long, long)
      fs.utimesSync(path.join(git, name), long, long)
    }
    const others = stores().filter((name) => !old.includes(name))
    await project.run(`list ${url}/data.git`)
    expect(stores()).toEqual(expect.arrayContaining(others))
    expect(stores().filter((name) => old.includes(name))).toEqual([])
  })

  it('keeps one repository for each URL, and nothing of what was only read', () => {
    expect(stores().filter((name) => !/^[0-9a-f]{32}$/.test(name))).toEqual([])
  })
})
