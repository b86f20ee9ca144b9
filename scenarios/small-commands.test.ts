import { makeProject, type TestProject } from '@sterna/testkit'
import { afterEach, describe, expect, it } from 'vitest'

let project: TestProject
afterEach(() => project.remove())

describe('a person who tidies up', () => {
  it('renames and changes a remote', async () => {
    project = await makeProject()
    await project.run('remote add -d store ../store')
    await project.run('remote modify store jobs 4')
    await project.run('remote modify --local store verify true')
    await project.run('remote rename store home')
    expect(project.read('.dvc/config')).toMatchInlineSnapshot(`
      "[core]
          remote = home
      ['remote "home"']
          url = ../../store
          jobs = 4
      "
    `)
    expect((await project.run('remote modify home jobs')).shown).toMatchInlineSnapshot(`
      "ERROR: configuration error - The value for "jobs" of remote "home" is missing.
      To take it out: sterna remote modify --unset home jobs"
    `)
  })

  it('sees where the cache is, and moves it', async () => {
    project = await makeProject()
    expect((await project.run('cache dir')).shown).toBe('<temp>/project/.dvc/cache')
    await project.run('cache dir ../shared')
    expect((await project.run('cache dir')).shown).toBe('<temp>/shared')
  })

  it('may not name two levels at once', async () => {
    project = await makeProject()
    const { code, stderr } = await project.run('config --local --global core.remote x')
    expect({ code, stderr }).toEqual({
      code: 254,
      stderr: 'ERROR: argument --local: not allowed with argument --global\n',
    })
  })

  it('has to confirm the end of a project, and keeps the data', async () => {
    project = await makeProject({ 'data/a': '1' })
    await project.run('add data')
    expect((await project.run('destroy')).shown).toMatchInlineSnapshot(`
      "This will destroy all information about your pipelines, all data files, as well as cache in .dvc/cache.
      Are you sure you want to continue? [y/n]
      ERROR: failed to destroy DVC - cannot destroy without a confirmation from the user. Use \`-f\` to force."
    `)
    expect((await project.run('destroy --force')).shown).toBe('')
    expect(project.read('data/a')).toBe('1')
    expect(project.read('data.dvc')).toBeUndefined()
  })
})
