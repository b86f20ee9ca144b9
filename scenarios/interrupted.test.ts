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
