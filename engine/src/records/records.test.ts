import { describe, expect, it } from 'vitest'
import type { Value } from '../foundation/formats/index.ts'
import { costOf } from './parts/cost.ts'
import { isLockFile } from './parts/lock-files.ts'
import { seedsIn } from './parts/seeds.ts'
import { toldVariables } from './parts/told-variables.ts'
import { commitOfRecord, recordRef } from './record-refs.ts'
import { parseRecord, renderRecord } from './render-record.ts'
import type { RunRecord } from './run-record.ts'

const commit = 'ab'.repeat(20)
const record: RunRecord = {
  schema: 1,
  experiment: { name: 'größe', commit, baseline: 'cd'.repeat(20), branch: 'main' },
  made: '2026-01-02T03:04:05.000Z',
  changes: { added: ['b'], modified: ['a'], deleted: [], more: 3 },
  leftOut: { files: [{ path: 'notes', bytes: 3, md5: 'x' }] },
  stages: [{ stage: 'train', outcome: 'ran', command: ['a', 'b'], seconds: 0.5, exit: 0 }],
  seeds: { 'params.yaml:seed': 1 },
  python: [{ executable: '/v/bin/python', packages: { numpy: '2.0' } }],
  lockFiles: {},
  variables: {},
  machine: {
    host: 'h',
    system: 'Linux',
    kernel: '6',
    architecture: 'x64',
    processor: 'p',
    processors: 2,
    memoryBytes: 8,
    devices: [{ name: 'T4' }],
    node: '24',
  },
}

describe('the text of a record', () => {
  it('has its keys in order, nothing beyond ASCII, and nothing that is not known', () => {
    const text = renderRecord({ ...record, sterna: undefined } as unknown as RunRecord)
    expect(text).toMatch(/^\{"changes": .*"schema": 1, "seeds": .*\}\n$/)
    expect(text).toContain('gr\\u00f6\\u00dfe')
    expect(text).not.toContain('sterna')
    const turned = Object.fromEntries(Object.entries(record).reverse()) as unknown as RunRecord
    expect(renderRecord(turned)).toBe(text)
  })

  it('is read as what it was', () => {
    expect(parseRecord(renderRecord(record), commit)).toEqual(record)
  })

  it.each([
    ['no JSON', () => '{"schema": 1'],
    ['a list', () => '[]'],
    ['of a time to come', () => renderRecord({ ...record, schema: 2 } as unknown as RunRecord)],
    ['of another commit', () => renderRecord({ ...record, experiment: { ...record.experiment, commit: 'ef' } })],
    ['without a part', () => renderRecord({ ...record, stages: undefined } as unknown as RunRecord)],
    ['with a part of another kind', () => renderRecord({ ...record, seeds: { a: {} } } as unknown as RunRecord)],
    [
      'with packages that are numbers',
      () => renderRecord({ ...record, python: [{ executable: 'p', packages: { a: 1 } }] } as unknown as RunRecord),
    ],
  ])('is nothing when it is %s', (_, text) => {
    expect(parseRecord(text(), commit)).toBeUndefined()
  })
})

describe('the ref of a record', () => {
  it('is named by the commit', () => {
    expect(recordRef(commit)).toBe(`refs/sterna/records/ab/${'ab'.repeat(19)}`)
    expect(commitOfRecord(recordRef(commit))).toBe(commit)
    for (const ref of [
      'refs/sterna/records/ab',
      'refs/sterna/records/ab/cd',
      `refs/sterna/records/ab/${'zz'.repeat(19)}`,
    ])
      expect(commitOfRecord(ref)).toBeUndefined()
  })
})

describe('seeds', () => {
  const map = (entries: Record<string, Value>): Value => new Map(Object.entries(entries))
  it.each<[string, Value, Record<string, unknown>]>([
    ['at the top', map({ seed: 3, lr: 1 }), { seed: 3 }],
    ['in any case', map({ Random_State: 1, MANUAL_SEED: 2 }), { Random_State: 1, MANUAL_SEED: 2 }],
    ['at depth', map({ a: map({ b: [map({ random_seed: null })] }) }), { 'a.b.0.random_seed': null }],
    ['but not what only sounds like it', map({ seeds: 1, reseed: 2, seed_count: 3 }), {}],
    ['nor a mapping of that name', map({ seed: map({ value: 1 }) }), {}],
    ['texts and large numbers as texts', map({ seed: 2n ** 70n }), { seed: String(2n ** 70n) }],
  ])('%s', (_, params, expected) => {
    const found = Object.entries(expected).map(([key, value]) => [`p.yaml:${key}`, value])
    expect(seedsIn(new Map([['p.yaml', params]]))).toEqual(Object.fromEntries(found))
  })
})

describe('cost', () => {
  it.each<[string, string | undefined, number, unknown]>([
    [
      'price times duration',
      'cost: {per_hour: 2.5, currency: EUR}',
      720,
      { amount: 0.5, currency: 'EUR', perHour: 2.5, seconds: 720 },
    ],
    ['without a currency', 'cost: {per_hour: 36}', 1, { amount: 0.01, perHour: 36, seconds: 1 }],
    ['not told', 'metrics: {auc: max}', 1, undefined],
    ['without the file', undefined, 1, undefined],
    ['no number', 'cost: {per_hour: much}', 1, undefined],
    ['in a broken file', 'cost: {', 1, undefined],
  ])('%s', (_, text, seconds, expected) => {
    expect(costOf(text, seconds)).toEqual(expected)
  })
})

describe('variables', () => {
  it('are kept by name only, whatever else there is', () => {
    const all = { AWS_SECRET_ACCESS_KEY: 's', PATH: '/bin', HOME: '/h', OMP_NUM_THREADS: '4', CUDA_VISIBLE_DEVICES: '' }
    expect(toldVariables(all)).toEqual({ CUDA_VISIBLE_DEVICES: '', OMP_NUM_THREADS: '4' })
  })
})

describe('files that fix an environment', () => {
  it('are known by their names', () => {
    const known = [
      'uv.lock',
      'poetry.lock',
      'pixi.lock',
      'Pipfile.lock',
      'requirements-dev.txt',
      'environment.yml',
      'conda-lock.yml',
      'package-lock.json',
      'renv.lock',
      'Dockerfile',
      'Dockerfile.gpu',
      'train.Dockerfile',
      'Containerfile',
      '.python-version',
    ]
    expect(known.filter((name) => !isLockFile(name))).toEqual([])
    expect(['dvc.lock', 'requirements.md', 'lock', 'my-uv.lock'].filter(isLockFile)).toEqual([])
  })
})
