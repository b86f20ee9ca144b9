import * as fs from 'node:fs'
import * as path from 'node:path'
import { makeProject } from '@sterna/testkit'
import { expect, it } from 'vitest'
import { openProject } from './index.ts'

it('writes nothing to the projects of others, who may be about to remove them', async () => {
  const [own, other] = [await makeProject(), await makeProject()]
  for (const { git } of [own, other]) git('rm', '-q', '-f', '--cached', '.dvc/.gitignore')
  for (const { directory } of [own, other]) fs.rmSync(path.join(directory, '.dvc/.gitignore'))
  const project = await openProject({ workingDirectory: own.directory })
  ;(await project.openOther(other.directory)).close()
  project.close()
  expect(own.read('.dvc/.gitignore')).toBeDefined()
  expect(other.read('.dvc/.gitignore')).toBeUndefined()
  for (const one of [own, other]) one.remove()
})
