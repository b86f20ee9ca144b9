import { execFileSync } from 'node:child_process'
import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openProject, type Project } from '../project/index.ts'
import { openView } from './project-view.ts'

const definition = 'stages:\n  make:\n    cmd: cp a.txt out/b\n    deps: [a.txt]\n    outs: [out]\n'
const source = (name: string) =>
  `outs:\n- md5: 34ff2335cbe2045ddc3b78993d1e971d\n  size: 4\n  hash: md5\n  path: ${name}\n`

const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'view '))
const git = (...words: string[]) => execFileSync('git', words, { cwd: directory, stdio: 'ignore' })
const write = (file: string, text: string) => {
  fs.mkdirSync(path.dirname(path.join(directory, file)), { recursive: true })
  fs.writeFileSync(path.join(directory, file), text)
}

let project: Project
beforeAll(async () => {
  write('.dvc/config', '')
  write('dvc.yaml', definition)
  write('d1/ü x.dvc', source('ü x'))
  write('.dvcignore', '/hidden\n*.skip.dvc\n')
  write('hidden/x.dvc', source('x'))
  write('y.skip.dvc', source('y'))
  write('out/inside.dvc', source('inside'))
  write('nested/.dvc/config', '')
  write('nested/z.dvc', source('z'))
  git('init', '--quiet')
  git('add', '--all')
  git('-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', 'commit', '--quiet', '-m', 'one')
  project = await openProject({ workingDirectory: directory })
})
afterAll(() => {
  project.close()
  fs.rmSync(directory, { recursive: true })
})

describe('a view of a commit', () => {
  it('has the stages that the same rules find in the work tree', async () => {
    const addresses = async (revision: string) =>
      (await openView(project, revision).stages()).map(({ address }) => address)
    expect(await addresses('HEAD')).toEqual(['make', 'd1/ü x.dvc'])
    expect(await addresses('workspace')).toEqual(await addresses('HEAD'))
  })

  it('does not change with the work tree', async () => {
    write('new.dvc', source('new'))
    project.forgetStages()
    expect((await openView(project, 'HEAD').stages()).length).toBe(2)
    expect((await openView(project, 'workspace').stages()).length).toBe(3)
  })

  it('is refused for a revision that does not exist', () => {
    expect(() => openView(project, 'nope')).toThrow("unknown Git revision 'nope'")
  })
})
