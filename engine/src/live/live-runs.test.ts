import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { absolutePath } from '../foundation/base/index.ts'
import { readLog, realFileSystem } from '../foundation/system/index.ts'
import { LiveRuns } from './live-runs.ts'

let directory: string
let now = 0
beforeEach(() => {
  directory = fs.mkdtempSync(path.join(os.tmpdir(), 'sterna live '))
  now = 1000
})
afterEach(() => fs.rmSync(directory, { recursive: true }))

const runs = () =>
  new LiveRuns({
    files: realFileSystem,
    clock: { now: () => now++ },
    sharedState: absolutePath(directory),
    readPiece: readLog,
  })
const common = {
  repo_url: 'git@example.org:team/prices',
  baseline_sha: 'a'.repeat(40),
  name: 'brisk-tern',
  client: 'dvclive',
}
const identity = { repository: common.repo_url, baseline: common.baseline_sha, name: common.name }
const post = (fields: object) => JSON.stringify({ ...common, ...fields })
const start = post({ type: 'start', client: 'dvc', message: 'try', params: { 'params.yaml': { lr: 0.1 } } })
const data = (step: number, loss: number | string) =>
  post({
    type: 'data',
    step,
    metrics: { 'dvclive/metrics.json': { data: { loss, step } } },
    plots: { 'dvclive/plots/metrics/loss.tsv': { data: [{ step, loss }] } },
  })
const done = post({ type: 'done', experiment_rev: 'b'.repeat(40) })

describe('a run that tells of itself', () => {
  it('is read on, by who has read it before, from where that ended', () => {
    const reader = runs()
    const losses = () =>
      reader
        .find(identity)
        ?.series.get('dvclive/plots/metrics/loss.tsv')
        ?.map(({ loss }) => loss)
    expect(losses()).toBeUndefined()
    runs().receive(data(0, 0.5))
    expect(losses()).toEqual([0.5])
    const [file] = fs.readdirSync(path.join(directory, 'live')).map((name) => path.join(directory, 'live', name))
    fs.appendFileSync(file!, '0000')
    expect(losses()).toEqual([0.5])
    const writer = runs()
    for (let step = 1; step < 3_000; step++) writer.receive(data(step, step))
    expect(fs.statSync(file!).size).toBeGreaterThan(1 << 20)
    expect(losses()).toHaveLength(3_000)
    fs.rmSync(file!)
    expect(losses()).toBeUndefined()
    runs().receive(data(7, 0.25))
    expect(losses()).toEqual([0.25])
  })

  it('is put together from its posts, also by who was started anew meanwhile', () => {
    for (const text of [start, data(0, 0.5), data(1, 'NaN')]) runs().receive(text)
    expect(runs().find(identity)).toMatchObject({
      identity,
      isDone: false,
      began: 1000,
      lastHeard: 1002,
      message: 'try',
      params: { 'params.yaml': { lr: 0.1 } },
      metrics: { 'dvclive/metrics.json': { data: { loss: 'NaN', step: 1 } } },
      step: 1,
    })
    expect([...runs().find(identity)!.series]).toEqual([
      [
        'dvclive/plots/metrics/loss.tsv',
        [
          { step: 0, loss: 0.5 },
          { step: 1, loss: 'NaN' },
        ],
      ],
    ])
    runs().receive(done)
    expect(runs().all()).toMatchObject([{ isDone: true, experiment: 'b'.repeat(40) }])
  })

  it('begins anew when it starts after its end', () => {
    for (const text of [start, data(0, 1), done, start]) runs().receive(text)
    expect(runs().find(identity)).toMatchObject({ isDone: false, began: 1003, step: undefined, metrics: {} })
  })

  it('loses nothing but the last post when the receiver is killed within it', () => {
    for (const text of [start, data(0, 1)]) runs().receive(text)
    const [name] = fs.readdirSync(path.join(directory, 'live'))
    const file = path.join(directory, 'live', name!)
    fs.appendFileSync(file, '12345678 {"heard": 1, "po')
    expect(runs().find(identity)).toMatchObject({ step: 0 })
    runs().receive(data(1, 0.5))
    expect(runs().find(identity)).toMatchObject({ step: 1 })
  })

  it('has its images kept by hash, each once', () => {
    const image = Buffer.from('a picture').toString('base64')
    for (const step of [0, 1]) runs().receive(post({ type: 'data', step, plots: { 'p.png': { image } } }))
    const images = runs().find(identity)!.images.get('p.png')!
    expect(images.map(({ step }) => step)).toEqual([0, 1])
    expect(Buffer.from(runs().image(images[0]!.hash)!).toString()).toBe('a picture')
    expect(fs.readdirSync(path.join(directory, 'live/images'))).toHaveLength(1)
    expect(runs().image('../../secret')).toBeUndefined()
  })

  it('keeps no variables of its environment', () => {
    runs().receive(post({ type: 'start', env: { AWS_SECRET_ACCESS_KEY: 'hidden' }, machine: { cpu: 2 } }))
    const [name] = fs.readdirSync(path.join(directory, 'live'))
    expect(fs.readFileSync(path.join(directory, 'live', name!), 'utf8')).not.toContain('hidden')
  })
})

describe('what is no post', () => {
  it.each([
    ['no JSON', '{', 'What was posted is no JSON'],
    ['a list', '[]', '"type" is none of start, data, done'],
    [
      'one with several mistakes',
      post({
        type: 'data',
        step: 'one',
        baseline_sha: '../..',
        metrics: 3,
        plots: { a: { data: [1] }, b: { image: '<>' } },
      }),
      'is not understood: "step" is no whole number; "baseline_sha" is no commit; "metrics" is no mapping; the data of plot "a" is no list of mappings; the image of plot "b" is not in base64.',
    ],
    [
      'one with too many plots',
      post({ type: 'data', step: 1, plots: Object.fromEntries(Array.from({ length: 201 }, (_, i) => [i, {}])) }),
      'there are 201 plots',
    ],
    [
      'one of more levels than could be kept',
      post({ type: 'data', step: 1 }).replace(/}$/, `,"metrics":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_001)}`),
      'has values within values, more than 100 levels deep',
    ],
  ])('is refused with all that is wrong: %s', (_, text, says) => {
    expect(() => runs().receive(text)).toThrow(says)
    expect(runs().all()).toEqual([])
  })
})
