import { makeProject, type TestProject } from '@sterna/testkit'
import { afterEach, describe, expect, it } from 'vitest'

let project: TestProject
afterEach(() => project.remove())

const commit = (message: string) => {
  project.git('add', '-A')
  project.git('commit', '--quiet', '-m', message)
}

describe('a person who asks where the space goes', () => {
  it('sees outputs, revisions, and what each needs alone', async () => {
    const large = 'x'.repeat(5000)
    project = await makeProject({ 'my data/same': large, 'my data/b': 'two', model: 'weights' })
    await project.run("add 'my data' model")
    commit('first')
    project.git('tag', 'v1')
    project.git('checkout', '--quiet', '-b', 'wider-ü')
    project.write({ 'my data/c': 'y'.repeat(2000) })
    await project.run("add 'my data'")
    commit('wider')
    project.write({ model: 'other weights', forgotten: 'z'.repeat(300) })
    await project.run('add forgotten model')
    project.write({ forgotten: 'kept' })
    await project.run('add forgotten')
    expect((await project.run('space')).shown).toMatchInlineSnapshot(`
      "Output     Now     Versions    All versions
      my data    7.0 kB  2           7.0 kB
      model      13 B    2           20 B
      forgotten  4 B     1           4 B

      Revision       Needs    Needed by it alone
      wider-ü        7.0 kB   2.0 kB
      main, v1       5.0 kB   0 B
      not committed  17 B     17 B

      The cache also holds 1 object, 300 B, that none of these needs. To free them: sterna gc -a -T --all-experiments"
    `)
    const { revisions, unneeded } = JSON.parse((await project.run('space --json')).stdout)
    expect(revisions.map(({ names, alone }: { names: string[]; alone: number }) => [names, alone])).toEqual([
      [['wider-ü'], 2000],
      [['main', 'v1'], 0],
      [['workspace'], 17],
    ])
    expect(unneeded).toEqual({ objects: 1, bytes: 300 })
  })

  it('needs no Git for it, and no data', async () => {
    project = await makeProject({}, { withoutInit: true })
    await project.run('init --no-scm')
    expect((await project.run('space')).shown).toMatchInlineSnapshot(`"The cache holds nothing else."`)
  })
})
