import * as fs from 'node:fs'
import * as path from 'node:path'
import { makeProject, type TestProject } from '@sterna/testkit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

let project: TestProject
beforeEach(async () => {
  project = await makeProject({ raw: 'raw\n', other: 'other\n' })
  await project.run('remote add -d team ../team')
  await project.run('add raw other')
  await project.run("stage add -n clean -d raw -o cleaned 'cat raw > cleaned'")
  await project.run("stage add -n count -d cleaned -o counted 'wc -l < cleaned > counted'")
  await project.run('repro')
  await project.run('push --run-cache')
  forget()
})
afterEach(() => project.remove())

const inProject = (name: string) => path.join(project.directory, name)
const forget = () => {
  for (const name of ['.dvc/cache', 'raw', 'other', 'cleaned', 'counted'])
    fs.rmSync(inProject(name), { recursive: true, force: true })
}
const there = () => ['raw', 'other', 'cleaned', 'counted'].filter((name) => fs.existsSync(inProject(name)))
const objects = () => {
  const names = fs.readdirSync(inProject('.dvc/cache/files/md5'), { recursive: true, encoding: 'utf8' })
  return names.filter((name) => name.length > 2).length
}
const change = (from: string, to: string) => {
  const text = fs.readFileSync(inProject('dvc.yaml'), 'utf8')
  fs.writeFileSync(inProject('dvc.yaml'), text.replace(from, to))
}

describe('repro --pull', () => {
  it('gets what is only missing, and runs nothing', async () => {
    expect((await project.run('repro --pull')).shown).toMatchInlineSnapshot(`
      "Pulling data for stage: 'raw.dvc'
      Pulling data for stage: 'clean'
      Pulling data for stage: 'count'
      Data and pipelines are up to date."
    `)
    expect(there()).toEqual(['raw', 'cleaned', 'counted'])
  })

  it('gets nothing with --allow-missing where nothing runs', async () => {
    expect((await project.run('repro --pull --allow-missing')).shown).toMatchInlineSnapshot(`
      "'raw.dvc' didn't change, skipping
      Stage 'clean' didn't change, skipping
      Stage 'count' didn't change, skipping
      Data and pipelines are up to date."
    `)
    expect(there()).toEqual([])
    expect(fs.existsSync(inProject('.dvc/cache'))).toBe(false)
  })

  it('gets with --allow-missing only the inputs of what runs', async () => {
    change('wc -l', 'wc -c')
    expect((await project.run('repro --pull --allow-missing')).shown).toMatchInlineSnapshot(`
      "'raw.dvc' didn't change, skipping
      Stage 'clean' didn't change, skipping
      Running stage 'count':
      > wc -c < cleaned > counted
      Updating lock file 'dvc.lock'

      To track the changes with git, run:

      	git add dvc.lock

      To enable auto staging, run:

      	sterna config core.autostage true
      Use \`sterna push\` to send your updates to remote storage."
    `)
    expect(there()).toEqual(['cleaned', 'counted'])
    expect(objects()).toBe(2)
  })

  it('gets what a run that somebody else has pushed made, and does not run', async () => {
    const lock = fs.readFileSync(inProject('dvc.lock'))
    change('wc -l', 'wc -c')
    await project.run('repro --pull --allow-missing')
    await project.run('push --run-cache')
    forget()
    fs.writeFileSync(inProject('dvc.lock'), lock)
    expect((await project.run('repro --pull --allow-missing')).shown).toMatchInlineSnapshot(`
      "'raw.dvc' didn't change, skipping
      Stage 'clean' didn't change, skipping
      Stage 'count' is cached - skipping run, checking out outputs
      Updating lock file 'dvc.lock'

      To track the changes with git, run:

      	git add dvc.lock

      To enable auto staging, run:

      	sterna config core.autostage true
      Use \`sterna push\` to send your updates to remote storage."
    `)
  })

  it('only says with --dry what would be got', async () => {
    expect((await project.run('repro --pull --dry')).shown).toMatchInlineSnapshot(`
      "Pulling data for stage: 'raw.dvc'
      Pulling data for stage: 'clean'
      Pulling data for stage: 'count'
      Data and pipelines are up to date."
    `)
    expect(there()).toEqual([])
  })

  it('runs where a remote cannot be asked for its runs, and says so', async () => {
    await project.run('repro --pull')
    await project.run('remote modify team url gdrive://folder/data')
    change('wc -l', 'wc -c')
    const { shown, code } = await project.run('repro --pull')
    expect(shown).toContain('WARNING: Failed to pull run cache: ')
    expect([shown.includes("Running stage 'count':"), code]).toEqual([true, 0])
  })

  it('says what it cannot get', async () => {
    fs.rmSync(path.join(path.dirname(project.directory), 'team'), { recursive: true })
    expect((await project.run('repro --pull')).shown).toMatchInlineSnapshot(`
      "Pulling data for stage: 'raw.dvc'
      Unable to pull data for stage: 'raw.dvc'
      Verifying data sources in stage: 'raw.dvc'
      ERROR: failed to reproduce 'raw.dvc': missing data 'source': raw
      To get it from the cache: sterna checkout. From a remote: sterna pull."
    `)
  })
})
