import * as fs from 'node:fs'
import * as path from 'node:path'
import { makeCommittedProject, type TestProject } from '@sterna/testkit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const files = {
  'dvc.yaml': `stages:
  train:
    cmd: touch ran && cp params.yaml model
    params: [lr]
    outs: [model]
`,
  'params.yaml': 'lr: 1\n',
  'code.py': 'a\n',
}

let project: TestProject
beforeEach(async () => {
  project = await makeCommittedProject(files)
})
afterEach(() => project.remove())

const of = (file: string) => path.join(project.directory, file)
const experiments = () => project.git('for-each-ref', '--format=%(refname:lstrip=4)', 'refs/exps/*/*/*')

/** Two branches that changed the same line, of which one is being put on the other. */
function begin(verb: string): void {
  project.git('checkout', '-qb', 'side')
  project.write({ 'code.py': 'side\n' })
  project.git('commit', '-qam', 'side')
  project.git('checkout', '-q', '-')
  project.write({ 'code.py': 'main\n' })
  project.git('commit', '-qam', 'main')
  expect(() => project.git(verb, 'side')).toThrow()
}

describe('with files in conflict', () => {
  const makers = ['exp run -n e -S lr=2', 'exp run --temp -n e', 'exp run --queue -n e', 'exp save -n e']
  const cases = ['merge', 'rebase', 'cherry-pick'].flatMap((verb) => makers.map((line) => ({ verb, line })))

  it.each(cases)('$line is refused before anything runs, amid git $verb', async ({ verb, line }) => {
    begin(verb)
    const before = project.git('status', '--porcelain')
    const { code, shown } = await project.run(line)
    expect(code).not.toBe(0)
    expect(shown).toContain("A merge has not been finished: 'code.py'")
    expect(shown).toContain('git rebase --abort')
    expect(fs.existsSync(of('ran'))).toBe(false)
    expect(project.git('status', '--porcelain')).toBe(before)
    expect(experiments()).toBe('')
  })
})

describe('with no branch checked out', () => {
  it.each(['exp run -n e -S lr=2', 'exp run --temp -n e -S lr=2', 'exp save -n e'])('"%s" works', async (line) => {
    project.git('checkout', '-q', '--detach')
    const head = project.read('.git/HEAD')
    await project.run('repro')
    expect((await project.run(line)).code).toBe(0)
    expect(project.read('.git/HEAD')).toBe(head)
    expect(experiments()).toBe('e')
  })
})

describe('with other line ends in the work tree', () => {
  it('files that nobody changed are none of the changes of an experiment', async () => {
    project.git('config', 'core.autocrlf', 'true')
    fs.rmSync(of('code.py'))
    project.git('checkout', '--', 'code.py')
    expect(project.read('code.py')).toBe('a\r\n')
    expect((await project.run('exp run -n e -S lr=2')).code).toBe(0)
    const ref = project.git('for-each-ref', '--format=%(refname)', 'refs/exps/*/*/*')
    expect(project.git('diff', '--name-only', 'HEAD', ref).split('\n')).not.toContain('code.py')
    expect((await project.run('exp apply e')).code).toBe(0)
    expect(project.read('code.py')).toBe('a\r\n')
  })
})

describe('names', () => {
  beforeEach(() => project.run('repro'))

  const bad = ['..', 'a..b', 'a.lock', 'a/b', '.a', 'a~1', 'a:b', 'a@{1}', 'a.', 'a b', 'a\nb']

  it.each(bad)('%j is none for an experiment', async (name) => {
    const { code, shown } = await project.run(`exp save -n '${name}'`)
    expect(code).not.toBe(0)
    expect(shown).toContain('the exp name must follow rules in')
    expect(experiments()).toBe('')
  })

  it.each(['ä-ß', '名', '-x', 'HEAD', 'a'.repeat(200)])('%j is one', async (name) => {
    const { code, shown } = await project.run(`exp save '--name=${name}'`)
    expect(shown).not.toContain('unexpected')
    expect(code).toBe(0)
    expect(experiments()).toBe(name)
    expect((await project.run(`exp remove -- '${name}'`)).code).toBe(0)
    expect(experiments()).toBe('')
  })

  it('too long for a file is refused clearly', async () => {
    const { code, shown } = await project.run(`exp save -n ${'a'.repeat(300)}`)
    expect(code).not.toBe(0)
    expect(shown).not.toContain('unexpected')
    expect(shown).toMatch(/too long/i)
  })
})
