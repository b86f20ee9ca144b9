import { execFileSync } from 'node:child_process'
import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { absolutePath } from '../../foundation/base/index.ts'
import { realFileSystem } from '../../foundation/system/index.ts'
import { openProject, type Project } from '../../project/index.ts'
import { listExperiments } from './experiments.ts'
import { KnownDirectories } from './known-directories.ts'

const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'known '))
const git = (...words: string[]) => execFileSync('git', words, { cwd: directory, encoding: 'utf8' }).trim()
const refs = path.join(directory, '.git/refs/exps/ab', 'c'.repeat(38))
const memory = absolutePath(directory, '.git/sterna/refs')

/** As if nothing had been written for a minute. */
const rest = () => {
  const before = new Date(Date.now() - 60_000 - Math.random() * 1000)
  fs.utimesSync(refs, before, before)
}

let project: Project
beforeAll(async () => {
  git('init', '--quiet')
  fs.mkdirSync(path.join(directory, '.dvc'))
  fs.mkdirSync(refs, { recursive: true })
  for (let i = 0; i < 100; i++) fs.writeFileSync(path.join(refs, `e${i}`), `${'1'.repeat(40)}\n`)
  project = await openProject({ workingDirectory: directory })
})
afterAll(() => {
  project.close()
  fs.rmSync(directory, { recursive: true })
})

const list = () => {
  const known = new KnownDirectories(realFileSystem, memory)
  const found = listExperiments(project.git!, known)
  known.save()
  return found.map(({ name, commit }) => `${name} ${commit.slice(0, 2)}`).sort()
}

it('directories of many refs are read once, until they are touched', () => {
  expect(list().length).toBe(100)
  expect(fs.existsSync(memory)).toBe(false)
  rest()
  const before = list()
  expect(fs.existsSync(memory)).toBe(true)
  expect(list()).toEqual(before)
  fs.writeFileSync(path.join(refs, 'e5.lock'), `${'2'.repeat(40)}\n`)
  fs.renameSync(path.join(refs, 'e5.lock'), path.join(refs, 'e5'))
  expect(list()).toContain('e5 22')
  rest()
  fs.rmSync(path.join(refs, 'e7'))
  expect(list().length).toBe(99)
})

it('memory that is broken is none', () => {
  rest()
  const before = list()
  const text = fs.readFileSync(memory, 'utf8')
  for (const broken of [text.replace('e9', 'e_'), text.slice(0, 300), 'foreign', '']) {
    fs.writeFileSync(memory, broken)
    expect(list()).toEqual(before)
  }
})
