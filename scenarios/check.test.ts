import { makeProject, type TestProject } from '@sterna/testkit'
import { afterEach, describe, expect, it } from 'vitest'

let project: TestProject
afterEach(() => project.remove())

const pipeline = `stages:
  copy:
    cmd: cp raw.txt copy.txt
    deps: [raw.txt, old.txt]
    outs: [copy.txt]
`
const files = { 'raw.txt': 'r\n', 'old.txt': 'o\n', 'dvc.yaml': pipeline }

describe('a person has a pipeline checked', () => {
  it('and learns what was forgotten, why it matters, and how to mend it', async () => {
    project = await makeProject(files)
    await project.run('repro -q')
    expect((await project.run('check')).shown).toBe('1 stage checked: nothing found.')
    project.write({ 'dvc.yaml': pipeline.replace(', old.txt', '') })
    expect((await project.run('status')).shown).toBe('Data and pipelines are up to date.')
    const { code, shown } = await project.run('check')
    expect(code).toBe(0)
    expect(shown).toMatchInlineSnapshot(`
      "dvc.yaml:2:3: warning: dependency "old.txt" of stage 'copy' is in dvc.lock, but not in the stage any more [removed-dependency]
        That alone does not make the stage run, so its outputs may still be those of the old dependency. If it plays a part in the outputs: \`sterna repro -f -s STAGE\`. If not: \`sterna commit -f STAGE\`.

      1 stage checked: 1 warning."
    `)
    expect((await project.run('check --strict')).code).toBe(1)
    await project.run('commit -f copy')
    expect((await project.run('check')).shown).toBe('1 stage checked: nothing found.')
  })

  it('of one stage or one file only', async () => {
    project = await makeProject({ ...files, 'sub/dvc.yaml': 'stages:\n  s: {cmd: x, deps: [no], outs: [o]}\n' })
    expect(await project.run('check copy')).toMatchObject({ code: 0, shown: '1 stage checked: nothing found.' })
    for (const target of ['sub/dvc.yaml', 'sub/dvc.yaml:s', ''])
      expect((await project.run(`check ${target}`)).shown).toContain('sub/dvc.yaml:2:22: error: "no" is not there')
    expect(await project.run('check nobody')).toMatchObject({ code: 255, stdout: '' })
  })

  it('also when files cannot be read, and everything else goes on', async () => {
    project = await makeProject({ ...files, 'a.dvc': 'outs: [', 'sub/dvc.yaml': 'stages:\n  s: {cmd: x}\n' })
    project.write({ 'sub/dvc.lock': 'schema: 1\n' })
    const { code, shown } = await project.run('check')
    expect(code).toBe(1)
    expect(shown).toMatch(/^a\.dvc:1:\d+: error: .* \[unreadable\]/m)
    expect(shown).toMatch(/^sub\/dvc\.lock:1:1: error: .*invalid schema version.* \[unreadable\]/m)
    expect((await project.run('repro copy')).shown).toContain("Running stage 'copy'")
    expect((await project.run('gc -w -f')).code).toBe(255)
  })

  it('by a program', async () => {
    project = await makeProject({ 'dvc.yaml': 'stages:\n  s: {cmd: x, frozen: true, outs: [o]}\n' })
    const { code, stdout } = await project.run('check --json')
    expect(code).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({
      findings: [{ code: 'frozen', severity: 'note', file: 'dvc.yaml', line: 2, column: 15, stage: 's' }],
      stages: 1,
      errors: 0,
    })
    expect(JSON.parse((await project.run('check --explain circle --json')).stdout)).toMatchObject({ code: 'circle' })
    expect((await project.run('check --explain nothing')).shown).toContain('The codes are: unreadable, shape')
  })
})
