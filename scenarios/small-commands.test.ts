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

  it('brings data of DVC 2 to the form of today', async () => {
    const object = '.dvc/cache/dd/8c6a395b5dd36c56d23275028f526c'
    project = await makeProject({
      data: 'a\r\nb\r\n',
      'data.dvc': 'outs:\n- md5: dd8c6a395b5dd36c56d23275028f526c\n  size: 6\n  path: data\n',
    })
    project.write({ [object]: 'a\r\nb\r\n' })
    expect((await project.run('status')).shown).toBe('Data and pipelines are up to date.')
    expect((await project.run('cache migrate --dvc-files')).shown).toMatchInlineSnapshot(`
      "Migrated 1 files to DVC 3.0 cache location.
      Updating DVC file 'data.dvc'

      To track the changes with git, run:

      	git add data.dvc

      To enable auto staging, run:

      	sterna config core.autostage true"
    `)
    expect(project.read('data.dvc')).toMatchInlineSnapshot(`
      "outs:
      - md5: 59b0d7772f0561efb95518f3cb8abc60
        size: 6
        path: data
        hash: md5
      "
    `)
    expect((await project.run('status')).shown).toBe('Data and pipelines are up to date.')
    expect(project.read(object)).toBe('a\r\nb\r\n')
  })
})
