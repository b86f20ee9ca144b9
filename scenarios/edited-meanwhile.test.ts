import * as fs from 'node:fs'
import * as path from 'node:path'
import { checkoutData, openProject, type Project } from '@sterna/engine'
import { makeProject, type TestProject } from '@sterna/testkit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const anHourAgo = new Date(Date.now() - 3_600_000)
let project: TestProject
const at = (file: string) => path.join(project.directory, file)
const call = { signal: new AbortController().signal, report: () => undefined }

/** The data as it was is recorded, what came after it is there and in the cache. */
async function prepare(type = 'copy'): Promise<void> {
  project = await makeProject({ 'd/a': 'old a', 'd/gone/file': 'old', 'd/way': 'old way', f: 'old f' })
  await project.run(`config cache.type ${type}`)
  await project.run('add d f')
  const records = { 'd.dvc': project.read('d.dvc')!, 'f.dvc': project.read('f.dvc')! }
  fs.rmSync(at('d'), { recursive: true })
  project.write({ 'd/a': 'new a', 'd/more': 'more', 'd/way/file': 'new way', f: 'new f' })
  await project.run('add d f')
  project.write(records)
  for (const file of ['d/a', 'd/more', 'd/way/file', 'f']) fs.utimesSync(at(file), anHourAgo, anHourAgo)
}
afterEach(() => project.remove())

/** Checks out, with an edit between the look at one of the two and the first change. */
async function checkout(place: 'd' | 'f', edit: () => void, force = false): Promise<void> {
  const opened = await openProject({ workingDirectory: project.directory })
  const hashes = editing(opened.hashes, at(place), edit)
  const context = new Proxy(opened, {
    get(target, name) {
      if (name === 'hashes') return hashes
      const value: unknown = Reflect.get(target, name, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  try {
    await checkoutData(context, { targets: [], force, allowMissing: false, relink: false }, call)
  } finally {
    opened.close()
  }
}

function editing(hashes: Project['hashes'], place: string, edit: () => void): Project['hashes'] {
  return {
    observe: async (file, ...options) => {
      const seen = await hashes.observe(file, ...options)
      if (file === place) edit()
      return seen
    },
    noteWritten: (file, content) => hashes.noteWritten(file, content),
    hashIfUnchanged: (file, found) => hashes.hashIfUnchanged(file, found),
    save: () => hashes.save(),
  }
}

function writeWithOldTime(file: string): void {
  const { atime, mtime } = fs.statSync(at(file))
  project.write({ [file]: 'mine!' })
  fs.utimesSync(at(file), atime, mtime)
}

describe.each(['copy', 'hardlink', 'symlink'])(
  'what is written while a checkout works, with links of type %s',
  (type) => {
    beforeEach(() => prepare(type))

    it.each([
      ['a file that is to be replaced', 'd', 'd/a', () => project.write({ 'd/a': 'mine!' })],
      ['a file that is to be removed', 'd', 'd/more', () => project.write({ 'd/more': 'mine!' })],
      ['a file where another one is to be', 'd', 'd/gone/file', () => project.write({ 'd/gone/file': 'mine!' })],
      ['a file where a directory is to be', 'd', 'd/gone', () => project.write({ 'd/gone': 'mine!' })],
      ['a file in a directory that is to be a file', 'd', 'd/way/mine', () => project.write({ 'd/way/mine': 'mine!' })],
      ['a file that is data by itself', 'f', 'f', () => project.write({ f: 'mine!' })],
      ['a change that keeps size and time', 'd', 'd/a', () => writeWithOldTime('d/a')],
    ] as const)('%s stays', async (_, place, file, edit) => {
      await expect(checkout(place, edit)).rejects.toMatchObject({
        code: 'unsaved-changes',
        message: expect.stringContaining(at(file)),
      })
      expect(project.read(file)).toBe('mine!')
    })
  },
)

it('what nobody writes meanwhile is checked out', async () => {
  await prepare()
  await checkout('d', () => undefined)
  expect(['d/a', 'd/gone/file', 'd/way', 'f'].map((file) => project.read(file))).toEqual([
    'old a',
    'old',
    'old way',
    'old f',
  ])
  expect(fs.existsSync(at('d/more'))).toBe(false)
})

it('what the cache has may be written meanwhile', async () => {
  await prepare()
  await checkout('d', () => project.write({ 'd/a': 'more', 'd/gone/file': 'new f' }))
  expect([project.read('d/a'), project.read('d/gone/file')]).toEqual(['old a', 'old'])
})

it('with --force nothing is asked about', async () => {
  await prepare()
  await checkout('d', () => project.write({ 'd/a': 'mine!' }), true)
  expect(project.read('d/a')).toBe('old a')
})

it('data that no stage has any more goes without the file that was written meanwhile', async () => {
  await prepare()
  fs.rmSync(at('d.dvc'))
  await checkout('d', () => project.write({ 'd/more': 'mine!' }))
  expect([project.read('d/a'), project.read('d/more')]).toEqual([undefined, 'mine!'])
})
