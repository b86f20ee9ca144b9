import * as fs from 'node:fs'
import * as path from 'node:path'
import { makeProject, type TestProject } from '@sterna/testkit'
import { afterEach, describe, expect, it } from 'vitest'

let project: TestProject
afterEach(() => project.remove())

/** On a branch without the data, which is still there as it was added. */
async function onOtherBranch(): Promise<void> {
  project = await makeProject({ 'd/1': 'one\n', 'd/2': 'two\n', 'd/sub/3': 'three\n' })
  await project.run('add d')
  fs.rmSync(path.join(project.directory, 'd.dvc'))
}

describe('a checkout that was interrupted while it took data away', () => {
  it('takes away the rest', async () => {
    await onOtherBranch()
    fs.rmSync(path.join(project.directory, 'd/1'))
    fs.rmSync(path.join(project.directory, 'd/sub'), { recursive: true })
    await project.run('checkout')
    expect(fs.existsSync(path.join(project.directory, 'd'))).toBe(false)
  })

  it('leaves everything as soon as something else is there', async () => {
    await onOtherBranch()
    fs.rmSync(path.join(project.directory, 'd/1'))
    project.write({ 'd/mine': 'mine\n' })
    await project.run('checkout')
    expect([project.read('d/mine'), project.read('d/2')]).toEqual(['mine\n', 'two\n'])
  })
})

describe('an import that was interrupted while its files were put in place', () => {
  const sourceWithTwoFiles = async () => {
    project = await makeProject()
    project.write({ '../source/1': 'one\n', '../source/2': 'two\n' })
    await project.run('import-url ../source')
    fs.rmSync(path.join(project.directory, 'source/1'))
  }

  it('is completed by the same command', async () => {
    await sourceWithTwoFiles()
    expect((await project.run('import-url ../source')).code).toBe(0)
    expect(project.read('source/1')).toBe('one\n')
  })

  it('is refused as soon as something else is there', async () => {
    await sourceWithTwoFiles()
    project.write({ 'source/2': 'mine\n' })
    expect((await project.run('import-url ../source')).shown).toContain(
      "The directory 'source' already exists locally.",
    )
    expect(project.read('source/2')).toBe('mine\n')
  })
})
