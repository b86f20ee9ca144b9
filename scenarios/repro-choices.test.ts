import { makeProject, type TestProject } from '@sterna/testkit'
import { afterEach, describe, expect, it } from 'vitest'

let project: TestProject
afterEach(() => project.remove())

const failing =
  "stages:\n  a: {cmd: 'test ! -e fails && cp in out', deps: [in], outs: [out, {kept: {persist: true}}]}\n"

describe('outputs of a stage that fails', () => {
  it('come back, or are gone with --no-keep but for persistent ones', async () => {
    project = await makeProject({ in: '1\n', kept: 'k\n', 'dvc.yaml': failing })
    expect((await project.run('repro')).code).toBe(0)
    project.write({ in: '2\n', fails: '' })
    expect((await project.run('repro')).code).toBe(255)
    expect(project.read('out')).toBe('1\n')
    expect((await project.run('repro --no-keep')).code).toBe(255)
    expect([project.read('out'), project.read('kept')]).toEqual([undefined, 'k\n'])
  })
})

describe('repro --json', () => {
  const events = (text: string) =>
    text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .map(({ time, ...event }) => {
        expect(time).toMatch(/^\d{4}-\d\d-\d\dT/)
        return event
      })

  it('tells each event as a line, with what stages print', async () => {
    project = await makeProject({
      in: 'é\n',
      'dvc.yaml': "stages:\n  a: {cmd: 'cat in >&2; cp in out', outs: [out]}\n",
    })
    const run = await project.run('repro --json -q')
    expect([run.code, run.stderr]).toEqual([0, ''])
    expect(events(run.stdout)).toEqual([
      { event: 'stage-decided', stage: 'a', decision: 'run' },
      { event: 'command', stage: 'a', line: 'cat in >&2; cp in out' },
      { event: 'output', stage: 'a', stream: 'stderr', text: 'é\n' },
      { event: 'lock-written', file: 'dvc.lock' },
      { event: 'stage-finished', stage: 'a' },
      {
        event: 'done',
        stages: [{ stage: 'a', decision: 'run' }],
        changed: expect.arrayContaining([expect.stringMatching(/dvc\.lock$/)]),
        failed: [],
      },
    ])
  })

  it('ends with what failed', async () => {
    project = await makeProject({ 'dvc.yaml': 'stages:\n  a: {cmd: exit 3}\n  b: {cmd: echo}\n' })
    const run = await project.run('repro -j 2 -k --json')
    expect(run.code).toBe(255)
    const told = events(run.stdout)
    expect(told).toContainEqual({
      event: 'stage-failed',
      stage: 'a',
      cause: 'failed to run: exit 3, exited with 3',
      skipped: [],
      isIgnored: false,
    })
    expect(told.at(-1)).toEqual({ event: 'failed', code: 'stage-failed', message: "failed to reproduce 'a'" })
    expect((await project.run('repro a --json')).stdout).toContain('"event": "failed"')
  })

  it('holds the plan with --explain', async () => {
    project = await makeProject({ 'dvc.yaml': 'stages:\n  a: {cmd: echo}\n' })
    const { stages } = JSON.parse((await project.run('repro --explain --json')).stdout)
    expect(stages).toMatchObject([{ stage: 'a', outlook: 'run' }])
  })
})
