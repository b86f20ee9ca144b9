import * as fs from 'node:fs'
import * as path from 'node:path'
import { makeCommittedProject, type TestProject } from '@sterna/testkit'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { studioInMemory } from '../studio-in-memory.ts'

const stages = `stages:
  count:
    cmd: wc -l < table.csv > lines
    desc: how long it is
    deps: [table.csv]
    outs: [lines]
    metrics: [{m.json: {cache: false}}]
`

let project: TestProject
beforeEach(async () => {
  project = await makeCommittedProject({
    'table.csv': 'a\n1\n',
    'images/1.txt': 'one',
    'images/2.txt': 'two',
    'dvc.yaml': stages,
  })
  project.git('rm', '-r', '--quiet', '--cached', 'table.csv', 'images')
  await project.run('add table.csv images')
})
afterEach(() => project.remove())

const remove = (...names: string[]) => fs.rmSync(path.join(project.directory, ...names), { recursive: true })

async function seen() {
  const studio = studioInMemory(project.directory)
  const { dataSets } = await studio.client.dataSets({})
  return dataSets.map(({ path: name, workTree, changedFiles, cache }) => [name, workTree, changedFiles, cache])
}

describe('tracked data', () => {
  it('is what the cache keeps of stages and .dvc files, with what is recorded of it', async () => {
    const { dataSets } = await studioInMemory(project.directory).client.dataSets({})
    expect(dataSets.map(({ path: name, stage, kind }) => [name, stage, kind])).toEqual([
      ['images', 'images.dvc', 'source'],
      ['lines', 'count', 'pipeline'],
      ['table.csv', 'table.csv.dvc', 'source'],
    ])
    expect(dataSets[0]).toMatchObject({ isDirectory: true, bytes: 6, files: 2, workTree: 'same', cache: 'all' })
    expect(dataSets[1]).toMatchObject({
      description: 'how long it is',
      hash: null,
      workTree: 'unrecorded',
      cache: null,
    })
  })

  it('tells how many files of a directory differ', async () => {
    project.write({ 'images/2.txt': 'two!', 'images/3.txt': 'three' })
    expect((await seen())[0]).toEqual(['images', 'changed', 2, 'all'])
  })

  it('tells what is not in the work tree', async () => {
    remove('table.csv')
    remove('images')
    expect(await seen()).toEqual([
      ['images', 'absent', 0, 'all'],
      ['lines', 'unrecorded', 0, null],
      ['table.csv', 'absent', 0, 'all'],
    ])
  })

  it('tells what the cache lacks, also when it is a part', async () => {
    remove('.dvc/cache/files/md5', 'f9')
    expect((await seen())[0]).toEqual(['images', 'same', 0, 'part'])
    remove('.dvc/cache')
    expect(await seen()).toEqual([
      ['images', 'same', 0, 'none'],
      ['lines', 'unrecorded', 0, null],
      ['table.csv', 'same', 0, 'none'],
    ])
  })
})
