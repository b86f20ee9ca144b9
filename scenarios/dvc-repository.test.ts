import * as fs from 'node:fs'
import * as path from 'node:path'
import { makeProject, type TestProject } from '@sterna/testkit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { afterOneMoreSale, madeByDvc } from './made-by-dvc.ts'

let project: TestProject
beforeEach(async () => {
  project = await makeProject(madeByDvc, { withoutInit: true })
  for (const file of Object.keys(madeByDvc))
    if (file.includes('cache/files')) fs.chmodSync(path.join(project.directory, file), 0o444)
  project.git('add', '-A')
  project.git('commit', '--quiet', '-m', 'Made with DVC')
})
afterEach(() => project.remove())

describe('a person with a repository made by DVC', () => {
  it('finds everything as recorded, and nothing is written', async () => {
    expect((await project.run('status')).shown).toBe('Data and pipelines are up to date.')
    expect((await project.run('repro')).shown).toMatchInlineSnapshot(`
      "'data.dvc' didn't change, skipping
      Stage 'join' didn't change, skipping
      Stage 'count' didn't change, skipping
      Data and pipelines are up to date."
    `)
    expect(project.git('status', '--short')).toBe('')
  })

  it('runs what has changed, and leaves the files that DVC would have left', async () => {
    project.write({ 'data/february.csv': `${madeByDvc['data/february.csv']}2024-02-10,pen,2\n` })
    expect((await project.run('repro')).code).toBe(0)
    for (const [file, text] of Object.entries(afterOneMoreSale)) expect(project.read(file), file).toBe(text)
    expect(project.git('diff', '--name-only').split('\n')).toEqual(['count.yaml', 'data.dvc', 'dvc.lock'])
    expect((await project.run('status')).shown).toBe('Data and pipelines are up to date.')
  })

  it('gets data back from the cache that DVC has filled', async () => {
    for (const lost of ['data', 'sales.csv']) fs.rmSync(path.join(project.directory, lost), { recursive: true })
    expect((await project.run('checkout')).shown).toMatchInlineSnapshot(`
      "A       data/
      A       sales.csv"
    `)
    expect(project.read('data/february.csv')).toBe(madeByDvc['data/february.csv'])
  })

  it("gets an earlier run's results back without running it", async () => {
    project.write({ 'data/february.csv': `${madeByDvc['data/february.csv']}2024-02-10,pen,2\n` })
    await project.run('repro')
    project.write({ 'data/february.csv': madeByDvc['data/february.csv'] })
    expect((await project.run('repro')).shown).toMatchInlineSnapshot(`
      "Verifying data sources in stage: 'data.dvc'

      Stage 'join' is cached - skipping run, checking out outputs
      Updating lock file 'dvc.lock'

      Stage 'count' is cached - skipping run, checking out outputs
      Updating lock file 'dvc.lock'

      To track the changes with git, run:

      	git add data.dvc dvc.lock

      To enable auto staging, run:

      	sterna config core.autostage true
      Use \`sterna push\` to send your updates to remote storage."
    `)
    expect(project.git('status', '--short')).toBe('')
  })
})
