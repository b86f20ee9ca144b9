import * as fs from 'node:fs'
import * as path from 'node:path'
import { makeProject, type TestProject } from '@sterna/testkit'
import { afterEach, describe, expect, it } from 'vitest'

let project: TestProject
afterEach(() => project.remove())

const forget = (...names: readonly string[]) =>
  names.forEach((name) => fs.rmSync(path.join(project.directory, name), { recursive: true }))

/** A clone in which nothing of the directory is: neither the files nor, in the cache, the list of them. */
async function withDirectoryElsewhere(): Promise<void> {
  project = await makeProject({ 'd/1': 'one\n', 'd/sub/2': 'two\n', 'd/sub/3': 'three\n', 'e/9': 'nine\n' })
  await project.run('add d e')
  await project.run('remote add -d store ../store')
  await project.run('push')
  forget('d', 'e', '.dvc/cache')
}

async function filesAfterPull(): Promise<string[]> {
  expect((await project.run('push')).code).toBe(0)
  expect((await project.run('pull')).code).toBe(0)
  const found = fs.readdirSync(project.directory, { recursive: true, encoding: 'utf8' })
  return found.filter((file) => /^[de][\\/]/.test(file) && !file.endsWith('sub')).sort()
}

describe('a directory that is not here', () => {
  it('takes in a new file', async () => {
    await withDirectoryElsewhere()
    project.write({ 'd/new': 'new\n' })
    expect((await project.run('add d/new')).code).toBe(0)
    expect(project.read('d.dvc')).toContain('nfiles: 4')
    expect(await filesAfterPull()).toEqual(['d/1', 'd/new', 'd/sub/2', 'd/sub/3', 'e/9'])
  })

  it('loses a part of its record', async () => {
    await withDirectoryElsewhere()
    expect(await project.run('remove d/sub/2')).toMatchObject({ shown: '', code: 0 })
    expect(await filesAfterPull()).toEqual(['d/1', 'd/sub/3', 'e/9'])
    expect((await project.run('remove d/nope')).shown).toMatchInlineSnapshot(
      `"ERROR: 'd/nope' is not recorded in 'd'."`,
    )
  })

  it('is rearranged', async () => {
    await withDirectoryElsewhere()
    expect((await project.run('move d/sub/2 d/two')).shown).toMatchInlineSnapshot(`
      "
      To track the changes with git, run:

      	git add d.dvc

      To enable auto staging, run:

      	sterna config core.autostage true"
    `)
    expect((await project.run('move d/sub e')).code).toBe(0)
    expect((await project.run('move d/1 e/sub')).code).toBe(0)
    expect(await filesAfterPull()).toEqual(['d/two', 'e/9', 'e/sub/1', 'e/sub/3'])
  })

  it('says where its parts cannot go', async () => {
    await withDirectoryElsewhere()
    expect((await project.run('move d/1 x')).shown).toMatchInlineSnapshot(`
      "ERROR: failed to move 'd/1' -> 'x' - 'd/1' can only be moved inside of tracked directories, and 'x' is not in one.
      To track it by itself: copy it there and add it, then take it out of its directory: sterna remove d/1"
    `)
    expect((await project.run('move d/nope d/x')).shown).toMatchInlineSnapshot(
      `"ERROR: failed to move 'd/nope' -> 'd/x' - Unable to find DVC file with output 'd/nope'"`,
    )
    expect((await project.run('move d/1 d/sub/2')).shown).toMatchInlineSnapshot(
      `"ERROR: failed to move 'd/1' -> 'd/sub/2' - 'd/sub/2' already exists"`,
    )
    expect((await project.run('move d/sub d/sub/deep')).shown).toMatchInlineSnapshot(
      `"ERROR: failed to move 'd/sub' -> 'd/sub/deep' - 'd/sub' cannot be moved into itself."`,
    )
  })

  it('cannot be changed while nobody knows its files', async () => {
    await withDirectoryElsewhere()
    forget('../store')
    project.write({ 'd/new': 'new\n' })
    expect((await project.run('add d/new')).shown).toMatchInlineSnapshot(`
      "ERROR: could not read 'e414470c557b7cf81f585ab33f582cd6.dir'
      This is the list of the files in "d"; neither the cache nor the remote has it."
    `)
  })
})

describe('a part of a directory that is here', () => {
  it('is removed from the record and, if that is wanted, from the work tree', async () => {
    project = await makeProject({ 'd/1': 'one\n', 'd/2': 'two\n', 'd/3': 'three\n' })
    await project.run('add d')
    await project.run('remove d/1')
    expect(project.read('d/1')).toBe('one\n')
    await project.run('remove --outs d/2')
    expect(project.read('d/2')).toBeUndefined()
    project.write({ 'd/3': 'changed\n' })
    expect((await project.run('remove --outs d/3')).shown).toMatchInlineSnapshot(`
      "ERROR: These files are nowhere else:
      <temp>/project/d/3
      To keep them in the record: sterna add. To drop them: remove the files yourself first."
    `)
    expect(project.read('d.dvc')).toContain('nfiles: 1')
  })

  it('moves with its record', async () => {
    project = await makeProject({ 'd/1': 'one\n', 'd/sub/2': 'two\n' })
    await project.run('add d')
    await project.run('move d/sub/2 d/2')
    expect(project.read('d/2')).toBe('two\n')
    expect((await project.run('status')).shown).toBe('Data and pipelines are up to date.')
    project.write({ 'd/other': 'mine\n' })
    expect((await project.run('move d/1 d/other')).shown).toMatchInlineSnapshot(`
      "ERROR: failed to move 'd/1' -> 'd/other' - The file 'd/other' already exists locally.
      Move it elsewhere first, or choose another name."
    `)
  })
})

describe('a part behind a link', () => {
  it.each([
    'checkout --force d/sub/mine',
    'checkout --force d/sub',
    'remove --outs d/sub/2',
    'move d/sub/2 d/2',
    'move d/1 d/sub/9',
  ])('is left alone: %s', async (line) => {
    project = await makeProject({ 'd/1': 'one\n', 'd/sub/2': 'two\n', 'other/2': 'two\n', 'other/mine': 'mine\n' })
    await project.run('add d')
    forget('d/sub')
    fs.symlinkSync('../other', path.join(project.directory, 'd/sub'))
    const record = project.read('d.dvc')
    expect((await project.run(line)).shown).toContain("d/sub' is a link; nothing is written behind it.")
    expect([project.read('other/2'), project.read('other/mine'), project.read('other/9')]).toEqual([
      'two\n',
      'mine\n',
      undefined,
    ])
    expect(project.read('d.dvc')).toBe(record)
  })
})

describe('a move', () => {
  it('overwrites nothing', async () => {
    project = await makeProject({ f: 'f\n', taken: 'mine\n' })
    await project.run('add f')
    expect((await project.run('move f taken')).shown).toMatchInlineSnapshot(`
      "ERROR: failed to move 'f' -> 'taken' - The file 'taken' already exists locally.
      Move it elsewhere first, or choose another name."
    `)
    expect(project.read('taken')).toBe('mine\n')
    expect(project.read('.gitignore')).toBe('/f\n')
  })

  it('that was interrupted is completed by the same command', async () => {
    project = await makeProject({ 'd/1': 'one\n', f: 'f\n' })
    await project.run('add d f')
    fs.renameSync(path.join(project.directory, 'd'), path.join(project.directory, 'dd'))
    await project.run('move d dd')
    expect([project.read('d.dvc'), project.read('dd/1')]).toEqual([undefined, 'one\n'])
    const record = project.read('f.dvc')!
    await project.run('move f g')
    project.write({ 'f.dvc': record })
    expect((await project.run('move f g')).code).toBe(0)
    expect(project.read('f.dvc')).toBeUndefined()
    expect((await project.run('status')).shown).toBe('Data and pipelines are up to date.')
  })

  it('and of a part, between two directories', async () => {
    project = await makeProject({ 'd/1': 'one\n', 'd/sub/2': 'two\n', 'e/9': 'nine\n' })
    await project.run('add d e')
    const record = project.read('d.dvc')!
    await project.run('move d/sub e')
    const moved = project.read('d.dvc')
    project.write({ 'd.dvc': record })
    expect((await project.run('move d/sub e')).code).toBe(0)
    expect([project.read('d.dvc'), project.read('e/sub/2')]).toEqual([moved, 'two\n'])
    expect((await project.run('status')).shown).toBe('Data and pipelines are up to date.')
  })
})
