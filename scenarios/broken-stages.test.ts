import { makeProject, type TestProject } from '@sterna/testkit'
import { afterEach, describe, expect, it } from 'vitest'

let project: TestProject
afterEach(() => project.remove())

const pipeline = `stages:
  good:
    cmd: cp raw.txt good.txt
    deps: [raw.txt]
    outs: [good.txt]
  bad:
    cmd: cp good.txt \${nowhere}
    deps: [good.txt]
    outs: [bad.txt]
  after:
    cmd: cp bad.txt after.txt
    deps: [bad.txt]
    outs: [after.txt]
`

describe('a stage that is written wrongly', () => {
  it('keeps nobody from working on the others', async () => {
    project = await makeProject({ 'raw.txt': 'one\n', 'dvc.yaml': pipeline })
    const { code, shown } = await project.run('repro good')
    expect(code).toBe(0)
    expect(shown).toContain("WARNING: 'dvc.yaml' has mistakes; left out: 'bad'. To see them: sterna check")
    expect(shown).toContain("Running stage 'good'")
    expect((await project.run('repro good')).shown).toContain("Stage 'good' didn't change, skipping")
    expect((await project.run('status good')).stdout).toBe('Data and pipelines are up to date.\n')
    expect((await project.run('stage list --all --name-only')).stdout).toBe('good\nafter\n')
    expect((await project.run('dag good --mermaid')).stdout).toContain('good')
    expect((await project.run('why good')).stdout).toContain('good is up to date')
  })

  it.each(['repro', 'repro bad', 'repro after', 'repro good --downstream', 'status', 'dag', 'dag after', 'why after'])(
    'is told by %s, which needs it, with its place',
    async (line) => {
      project = await makeProject({ 'raw.txt': 'one\n', 'dvc.yaml': pipeline })
      const { code, stderr } = await project.run(line)
      expect(code).toBeGreaterThan(0)
      expect(stderr).toContain("ERROR: failed to parse 'stages.bad.cmd' in 'dvc.yaml': Could not find 'nowhere'")
      expect(stderr).toContain('dvc.yaml, line 7, column 22')
    },
  )

  it('keeps its data from being taken for unused', async () => {
    project = await makeProject({ 'raw.txt': 'one\n', 'dvc.yaml': pipeline.replace('${nowhere}', 'bad.txt') })
    await project.run('repro -q')
    project.write({ 'dvc.yaml': pipeline })
    for (const line of ['gc -w -f', 'checkout -f', 'push', 'commit -f']) {
      expect((await project.run(line)).stderr, line).toContain("Could not find 'nowhere'")
    }
    project.write({ 'dvc.yaml': pipeline.replace('${nowhere}', 'bad.txt') })
    expect((await project.run('status')).stdout).toBe('Data and pipelines are up to date.\n')
  })

  it('may make whatever nobody else makes, if its outputs cannot be read', async () => {
    const text = pipeline.replace('outs: [bad.txt]', 'outs: bad.txt')
    project = await makeProject({ 'raw.txt': 'one\n', 'dvc.yaml': text })
    expect((await project.run('repro good')).stderr).toContain('expected a list, in stages -> bad -> outs')
  })

  it('is in the way of all its file, if that cannot be read, but not of other files', async () => {
    project = await makeProject({ 'raw.txt': 'one\n', 'dvc.yaml': pipeline.replace('${nowhere}', 'bad.txt') })
    project.write({ 'sub/dvc.yaml': 'stages:\n  s: [\n', 'sub/a': '' })
    const { code, shown } = await project.run('repro good')
    expect([code, shown.split('\n')[0]]).toEqual([
      0,
      "WARNING: 'sub/dvc.yaml' has mistakes; all its stages are left out. To see them: sterna check",
    ])
    expect((await project.run('repro sub/dvc.yaml:s')).stderr).toContain("'./sub/dvc.yaml' is invalid.")
  })

  it('is told with all others that are', async () => {
    project = await makeProject({ 'dvc.yaml': pipeline.replace('cp raw.txt', 'cp ${gone}'), 'sub/dvc.yaml': 'zz: 1\n' })
    expect((await project.run('status')).stderr).toMatchInlineSnapshot(`
      "ERROR: failed to parse 'stages.good.cmd' in 'dvc.yaml': Could not find 'gone'

      dvc.yaml, line 3, column 13
        1 | stages:
        2 |   good:
      > 3 |     cmd: cp \${gone} good.txt
          |             ^
        4 |     deps: [raw.txt]
        5 |     outs: [good.txt]

      failed to parse 'stages.bad.cmd' in 'dvc.yaml': Could not find 'nowhere'
      dvc.yaml, line 7, column 22
        5 |     outs: [good.txt]
        6 |   bad:
      > 7 |     cmd: cp good.txt \${nowhere}
          |                      ^
        8 |     deps: [good.txt]
        9 |     outs: [bad.txt]

      './sub/dvc.yaml' validation failed.

      extra keys not allowed, in zz, line 1, column 1
      > 1 | zz: 1
          | ^
        2 | 
      Correct "dvc.yaml", "sub/dvc.yaml".
      "
    `)
  })
})
