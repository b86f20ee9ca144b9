import * as fs from 'node:fs'
import * as path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { makeProject, type TestProject } from '@sterna/testkit'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const pipeline = `stages:
  a: {cmd: mkdir -p da && cat raw/* > da/x, deps: [raw], outs: [da]}
  b: {cmd: cat da/x params.yaml > fb, deps: [da/x, linked], params: [p], outs: [fb]}
`

type Change = (project: TestProject, at: (file: string) => string) => void

/** A change that size and time of the file do not tell. */
function rewritten(file: string, text: string): void {
  const { atime, mtime } = fs.statSync(file)
  fs.writeFileSync(file, text)
  fs.utimesSync(file, atime, mtime)
}

const changes: Readonly<Record<string, readonly [change: Change, status: RegExp]>> = {
  'a file with another content of the same size and time': [(_, at) => rewritten(at('raw/y'), '3'), /modified:\s+raw/],
  'a file more in a directory': [({ write }) => write({ 'raw/z': '3' }), /modified:\s+raw/],
  'a file less': [(_, at) => fs.rmSync(at('fb')), /deleted:\s+fb/],
  'a parameter': [({ write }) => write({ 'params.yaml': 'p: 2\n' }), /modified:\s+p$/m],
  'a command': [({ write }) => write({ 'dvc.yaml': pipeline.replace('cat da', 'cat  da') }), /changed command/],
  'a lock file that is gone': [(_, at) => fs.rmSync(at('dvc.lock')), /changed/],
  'what a link leads to': [(_, at) => rewritten(at('elsewhere/one'), '2'), /modified:\s+linked/],
  'another link': [
    (_, at) => {
      fs.rmSync(at('linked'))
      fs.symlinkSync('elsewhere/two', at('linked'))
    },
    /modified:\s+linked/,
  ],
  'an object that the cache has no more': [
    (_, at) => fs.rmSync(at('.dvc/cache'), { recursive: true }),
    /not in cache:\s+(da|fb)/,
  ],
  'a stage file in a new directory': [
    ({ write }) => write({ 'new/dvc.yaml': 'stages:\n  n: {cmd: echo, outs: [made]}\n' }),
    /new\/dvc.yaml:n/,
  ],
  'a rule of .dvcignore': [({ write }) => write({ '.dvcignore': 'y\n' }), /modified:\s+raw/],
  'a mistake in a stage file': [({ write }) => write({ 'dvc.yaml': `${pipeline}  c: {}\n` }), /cmd/],
}

describe('an answer that was kept', () => {
  const projects = new Map<string, TestProject>()

  beforeAll(async () => {
    for (const name of [...Object.keys(changes), 'nothing']) {
      const project = await makeProject({
        'dvc.yaml': pipeline,
        'params.yaml': 'p: 1\n',
        'raw/x': '1',
        'raw/y': '2',
        'elsewhere/one': '1',
        'elsewhere/two': '2',
      })
      fs.symlinkSync('elsewhere/one', path.join(project.directory, 'linked'))
      await project.run('repro')
      projects.set(name, project)
    }
    await setTimeout(2_100)
    for (const project of projects.values()) for (const line of ['status', 'repro']) await project.run(line)
  }, 60_000)

  afterAll(() => {
    for (const project of projects.values()) project.remove()
  })

  it.each(Object.entries(changes))('does not outlive %s', async (name, [change, status]) => {
    const project = projects.get(name)!
    expect(keptAnswers(project)).toEqual(['repro.json', 'status.json'])
    change(project, (file) => path.join(project.directory, file))
    expect((await project.run('status')).shown).toMatch(status)
    expect((await project.run('repro --all-pipelines')).shown).not.toContain('up to date')
  })

  it('holds as long as nothing is touched, for the same question only', async () => {
    const project = projects.get('nothing')!
    const written = () => keptAnswers(project).map((name) => fs.statSync(path.join(stateOf(project), name)).mtimeMs)
    const before = written()
    expect((await project.run('repro')).shown).toContain("Stage 'b' didn't change, skipping")
    expect((await project.run('status')).shown).toBe('Data and pipelines are up to date.')
    expect(written()).toEqual(before)
    expect((await project.run('repro a')).shown).not.toContain("'b'")
    expect((await project.run('status')).shown).toBe('Data and pipelines are up to date.')
    expect((await project.run('repro --force --dry')).shown).toContain("Running stage 'b'")
  })

  it('is passed over when its file is broken', async () => {
    const project = projects.get('nothing')!
    for (const name of keptAnswers(project)) fs.writeFileSync(path.join(stateOf(project), name), '{"question":')
    expect((await project.run('repro')).shown).toContain("Stage 'b' didn't change, skipping")
  })
})

function keptAnswers(project: TestProject): string[] {
  return fs.readdirSync(stateOf(project)).sort()
}

function stateOf(project: TestProject): string {
  return path.join(project.directory, '.git/sterna/root/steady')
}
