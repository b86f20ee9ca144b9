import { describe, expect, it } from 'vitest'
import { readYaml, type Value } from '../../foundation/formats/index.ts'
import { readProjectPolicy } from './read-policy.ts'

const metaOf = (text: string) => readYaml(`sterna: ${text}\n`, 'meta') as Value
const policy = (meta: string, file?: string) => readProjectPolicy(file).of('train', metaOf(meta))

describe('how a stage is run', () => {
  it('is as usual when nobody says anything', () => {
    expect(readProjectPolicy(undefined).of('train', undefined)).toMatchObject({
      retries: { most: 0 },
      timeout: {},
      kill: { signal: 'SIGTERM', grace: 10 },
    })
  })

  it.each([
    ['{cpu: 2, mem: 1.5G, gpu: 0.5, seats: 3}', { cpu: 2, mem: 1.5 * 2 ** 30, gpu: 0.5, seats: 3 }],
    ['{mem: 512MiB}', { mem: 512 * 2 ** 20 }],
    ['{mem: 1024}', { mem: 1024 }],
  ])('takes resources %s', (text, expected) => {
    expect(Object.fromEntries(policy(`{resources: ${text}}`).resources)).toEqual(expected)
  })

  it('takes places in pools and mutexes as resources of which it needs one', () => {
    expect([...policy('{pool: [a, b], mutex: c}').resources]).toEqual([
      ['pool a', 1],
      ['pool b', 1],
      ['mutex c', 1],
    ])
  })

  it.each([
    ['2', { most: 2, pause: 1, factor: 2 }],
    [
      '{max: 3, on: [oom, "exit:75"], pause: 1m, factor: 1.5}',
      { most: 3, on: ['oom', 'exit:75'], pause: 60, factor: 1.5 },
    ],
  ])('takes retries %s', (text, expected) => {
    expect(policy(`{retries: ${text}}`).retries).toEqual(expected)
  })

  it.each([
    ['20m', { run: 1200 }],
    ['{run: 1d, silent: 90}', { run: 86_400, silent: 90 }],
  ])('takes a timeout %s', (text, expected) => {
    expect(policy(`{timeout: ${text}}`).timeout).toEqual(expected)
  })

  it('is what sterna.yaml says of it, else what it says itself, else what holds for all', () => {
    const file = 'defaults: {retries: 1, timeout: 1h, priority: 1}\nstages: {train: {retries: 3}}\n'
    expect(policy('{retries: 2, timeout: 2h}', file)).toMatchObject({
      retries: { most: 3 },
      timeout: { run: 7200 },
      priority: 1,
    })
  })

  it('is refused with all its mistakes', () => {
    expect(() =>
      policy('{resources: {mem: much}, retries: many, timeout: 5 weeks, kill: {signal: STOP}, what: 1}'),
    ).toThrowError(
      /resources\.mem: expected a number, or a size.*\n.*retries: expected int\n.*timeout: expected a time.*\n.*kill\.signal: expected one of TERM.*\n.*what: extra keys not allowed/,
    )
    expect(() => readProjectPolicy('machine: {cpu: x}\npools: 3\n')).toThrowError(
      "'./sterna.yaml' validation failed: 2 errors.",
    )
  })

  it('stands beside what sterna.yaml says of metrics and cost', () => {
    expect(readProjectPolicy('metrics: {auc: max}\ncost: {per_hour: 2.5, currency: EUR}\n').totals.size).toBe(0)
    expect(() => readProjectPolicy('cost: {per_hour: much}\n')).toThrowError("'./sterna.yaml' validation failed.")
  })
})
