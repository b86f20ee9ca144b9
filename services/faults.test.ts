import type { TestProject } from '@sterna/testkit'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type FaultyPlace, faultyPlaces, stopPlaces } from './faulty-places.ts'
import { contentsOfCache, count, countIntact, forget, largeHash, ofTheLargeOne, projectAt } from './faulty-project.ts'
import { altered, type Fault } from './faulty-proxy.ts'

const places = await faultyPlaces()
afterAll(() => stopPlaces(places))

const answered = (status: number, headers = {}): Fault => ({ instead: { status, headers } })
const soon: Fault = {
  instead: { status: 429 },
  change: (answer) => ({ ...answer, headers: { 'retry-after': new Date(Date.now() + 1000).toUTCString() } }),
}
const otherBytes: Fault = { change: (answer) => ({ ...answer, body: altered(answer.body) }) }
let turn = 0
const wrongState: Fault = {
  change: (answer) => ({
    ...answer,
    headers: { ...answer.headers, etag: `"${turn++}"`, 'content-md5': Buffer.alloc(16, turn).toString('base64') },
  }),
}

/** What passes by itself: a request meets it twice. */
const passing: readonly [string, Fault][] = [
  ['a request that is cut', { request: 'cut' }],
  ['an answer that is lost', { end: 'lost' }],
  ['an answer that is cut', { end: 'cut' }],
  ['an answer that ends early', { end: 'short' }],
  ['500', answered(500)],
  ['502', answered(502)],
  ['503', answered(503)],
  ['503 and a pause that is asked for', answered(503, { 'retry-after': '0' })],
  ['504', answered(504)],
  ['429', answered(429)],
  ['429 and a time that is told', soon],
  ['an answer that is late', { milliseconds: 40 }],
  ['wrong ETags and MD5s', wrongState],
]

const cutOff = [
  'the connection was cut off again and again',
  'Run the command again: what has arrived is kept.',
] as const
const tooMuch = ['it is asked too much', 'Run the command again later, or with fewer jobs: -j 4'] as const

/** What lasts, how it is told, and what helps. */
const lasting: readonly (readonly [string, Fault, string, string])[] = [
  ['a connection that is cut', { request: 'cut' }, ...cutOff],
  [
    '500',
    answered(500),
    'something is wrong inside it',
    'Run the command again later. If that does not help, ask who keeps the server: its log says more.',
  ],
  [
    '502',
    answered(502),
    'what stands before it cannot reach it',
    'Perhaps it is being started anew: run the command again in some minutes.',
  ],
  ['503', answered(503), ...tooMuch],
  ['503 and a long pause that is asked for', answered(503, { 'retry-after': '3600' }), ...tooMuch],
  [
    '504',
    answered(504),
    'it takes longer to answer than what stands before it waits',
    'Run the command again later, or with fewer jobs: -j 4',
  ],
]

/** Each fault at one of the places, and at each place some; at all of them if STERNA_FAULTS is `all`, which takes a quarter of an hour. */
function chosen<Row>(rows: readonly Row[], place: FaultyPlace): readonly Row[] {
  if (process.env['STERNA_FAULTS'] === 'all') return rows
  return rows.filter((_, i) => places[i % places.length] === place)
}

describe.each(places)('between this machine and $name,', (place) => {
  let project: TestProject
  beforeEach(async () => void (project = await projectAt(place)))
  afterEach(() => {
    place.proxy.disturb()
    project.remove()
  })
  /** Everything is at the remote in the end, and can be got from there. */
  const finish = async () => {
    place.proxy.disturb()
    expect((await project.run('push')).code).toBe(0)
    expect(countIntact(await place.contents())).toBe(count)
    forget(project)
    expect((await project.run('pull')).code).toBe(0)
    expect(countIntact(contentsOfCache(project))).toBe(count)
  }

  it.each(chosen(passing, place))('nobody notices %s', async (_, fault) => {
    place.proxy.disturb({ fault, times: 2 })
    expect((await project.run('push')).shown).toBe(`${count} files pushed`)
    expect(place.proxy.disturbed.length).toBeGreaterThanOrEqual(count)
    expect(countIntact(await place.contents())).toBe(count)
    forget(project)
    place.proxy.disturb({ fault, times: 2 })
    expect((await project.run('pull')).shown).toBe(`A       d/\n${count} files fetched and ${count - 1} files added`)
    expect(place.proxy.disturbed.length).toBeGreaterThanOrEqual(count)
    expect(countIntact(contentsOfCache(project))).toBe(count)
  })

  it.each(chosen(lasting, place))(
    '%s is told when it lasts, and the next run does the rest',
    async (_, fault, message, hint) => {
      const onTheWayBack: Fault = fault.request === 'cut' ? { end: 'cut' } : fault
      const told = (deed: string) =>
        [
          `WARNING: failed to transfer '${largeHash}' - ${place.urlOf()}: ${message}.`,
          expect.stringMatching(/^WARNING: .*\.dir' - some of its files could not be transferred$/),
          expect.stringMatching(new RegExp(`^ERROR: .* - 2 files failed to ${deed}$`)),
          hint,
          'What was moved is kept; run the command again for the rest.',
        ] as const
      place.proxy.disturb(ofTheLargeOne(fault))
      expect((await project.run('push')).shown.split('\n')).toEqual(told('upload'))
      expect(countIntact(await place.contents())).toBe(count - 2)
      await finish()
      forget(project)
      place.proxy.disturb(ofTheLargeOne(onTheWayBack))
      expect((await project.run('pull')).shown.split('\n')).toEqual(told('download'))
      expect(countIntact(contentsOfCache(project))).toBe(count - 2)
      await finish()
    },
  )

  it('bytes that are damaged on the way here are asked for again', async () => {
    await project.run('push')
    forget(project)
    place.proxy.disturb({ ...ofTheLargeOne(otherBytes), times: 1 })
    expect((await project.run('pull')).code).toBe(0)
    expect(place.proxy.disturbed.length).toBeGreaterThan(0)
    expect(countIntact(contentsOfCache(project))).toBe(count)
  })

  it('bytes that are always damaged never become an object', async () => {
    await project.run('push')
    forget(project)
    place.proxy.disturb(ofTheLargeOne(otherBytes))
    const { code, shown } = await project.run('pull')
    expect([code, shown]).toEqual([1, expect.stringContaining('are not what its name says')])
    expect(countIntact(contentsOfCache(project))).toBe(count - 2)
    await finish()
  })

  it('a file that seems to change while it is read is read anew', async () => {
    await project.run('push')
    forget(project)
    place.proxy.disturb({ ...ofTheLargeOne({ ...wrongState, end: 'cut' }), times: 1 })
    expect((await project.run('pull')).code).toBe(0)
    expect(place.proxy.disturbed.length).toBeGreaterThan(0)
    expect(countIntact(contentsOfCache(project))).toBe(count)
  })

  it.skipIf(!place.seesOtherBytes)('bytes that are damaged on the way there never become an object', async () => {
    place.proxy.disturb(ofTheLargeOne({ request: 'altered' }))
    const { code, shown } = await project.run('push')
    expect([code, shown]).toEqual([1, expect.stringMatching(/other bytes arrived|does not understand what was sent/)])
    expect(countIntact(await place.contents())).toBe(count - 2)
    await finish()
  })
})
