import { describe, expect, it } from 'vitest'
import type { RepoPath } from '../../foundation/base/index.ts'
import { makeManifest, type Observation } from '../../storage/index.ts'
import { readDefinition, type Stage } from '../definition/index.ts'
import type { LockEntry, LockedFile } from '../lock-entry.ts'
import type { ParamsState, StageState } from '../observe.ts'
import { stageChanges } from '../stage-changes.ts'
import { directoryChanges } from './directory-changes.ts'
import { mayBeRemembered, outlookOf, type Situation } from './outlook.ts'
import { reasonsOf } from './reasons.ts'

const stageOf = (fields: string): Stage =>
  readDefinition(`stages: {s: {${fields}}}`, 'dvc.yaml' as RepoPath, { readVars: () => ({ kind: 'missing' }) })
    .stages[0]!

const file = (hash: string, bytes = 1): Observation => ({ kind: 'file', hash, bytes, isExecutable: false })
const missing: Observation = { kind: 'missing' }
const locked = (files: Record<string, string>): LockedFile[] =>
  Object.entries(files).map(([path, hash]) => ({ path, content: { hash, bytes: 1 }, isLegacy: false }))

interface Case {
  readonly fields: string
  readonly deps?: Record<string, Observation>
  readonly params?: Record<string, ParamsState>
  readonly outs?: Record<string, Observation>
  readonly entry?: Partial<LockEntry>
  readonly lost?: boolean
}

function reasons({ fields, deps = {}, params = {}, outs = {}, entry, lost = false }: Case) {
  const stage = stageOf(fields)
  const seenOuts = Object.entries(outs).map(([text, seen]) => [text, { seen, isKept: !lost }] as const)
  const state: StageState = {
    deps: new Map(Object.entries(deps)),
    params: new Map(Object.entries(params)),
    datasets: new Map(),
    urls: new Map(),
    outs: new Map(seenOuts),
  }
  const recorded = entry && { cmd: 'x', deps: [], params: new Map(), outs: [], ...entry }
  return reasonsOf(stage, { state, entry: recorded, changes: stageChanges(stage, state, recorded) })
}

const values = (entries: Record<string, number>) => new Map(Object.entries(entries))

describe('why a stage runs', () => {
  it.each<[string, Case, unknown[]]>([
    [
      'nothing differs',
      { fields: 'cmd: x, outs: [o]', outs: { o: file('1') }, entry: { outs: locked({ o: '1' }) } },
      [],
    ],
    ['there is no entry', { fields: 'cmd: x, outs: [o]', outs: { o: file('1') } }, [{ kind: 'never-ran' }]],
    [
      'the command changed',
      { fields: 'cmd: y, outs: [o]', outs: { o: file('1') }, entry: { outs: locked({ o: '1' }) } },
      [{ kind: 'command', before: 'x', after: 'y' }],
    ],
    [
      'a command became a list',
      { fields: 'cmd: [x], outs: [o]', outs: { o: file('1') }, entry: { outs: locked({ o: '1' }) } },
      [{ kind: 'command', before: 'x', after: ['x'] }],
    ],
    [
      'a dependency changed',
      { fields: 'cmd: x, deps: [a]', deps: { a: file('2', 5) }, entry: { deps: locked({ a: '1' }) } },
      [
        {
          kind: 'dependency',
          path: 'a',
          change: 'modified',
          before: { hash: '1', bytes: 1 },
          after: { hash: '2', bytes: 5 },
        },
      ],
    ],
    [
      'a dependency was added to the stage',
      { fields: 'cmd: x, deps: [a]', deps: { a: file('2') }, entry: {} },
      [{ kind: 'dependency', path: 'a', change: 'new', after: { hash: '2', bytes: 1 } }],
    ],
    [
      'a dependency is gone',
      { fields: 'cmd: x, deps: [a]', deps: { a: missing }, entry: { deps: locked({ a: '1' }) } },
      [{ kind: 'dependency', path: 'a', change: 'deleted', before: { hash: '1', bytes: 1 } }],
    ],
    [
      'parameters differ',
      {
        fields: 'cmd: x, params: [lr, new, gone, same]',
        params: { 'params.yaml': values({ lr: 2, new: 1, same: 3 }) },
        entry: { params: new Map([['params.yaml', values({ lr: 1, gone: 4, same: 3 })]]) },
      },
      [
        { kind: 'param', path: 'params.yaml', key: 'lr', change: 'modified', before: 1, after: 2 },
        { kind: 'param', path: 'params.yaml', key: 'new', change: 'new', after: 1 },
        { kind: 'param', path: 'params.yaml', key: 'gone', change: 'deleted', before: 4 },
      ],
    ],
    [
      'parameters of a file that was never recorded',
      { fields: 'cmd: x, params: [lr]', params: { 'params.yaml': values({ lr: 2 }) }, entry: {} },
      [{ kind: 'param', path: 'params.yaml', key: 'lr', change: 'new', after: 2 }],
    ],
    [
      'a params file is gone',
      { fields: 'cmd: x, params: [lr]', params: { 'params.yaml': undefined }, entry: {} },
      [{ kind: 'params-file-missing', path: 'params.yaml' }],
    ],
    [
      'an output was edited, another lost',
      {
        fields: 'cmd: x, outs: [a, b]',
        outs: { a: file('2'), b: missing },
        entry: { outs: locked({ a: '1', b: '1' }) },
      },
      [
        {
          kind: 'output',
          path: 'a',
          change: 'modified',
          before: { hash: '1', bytes: 1 },
          after: { hash: '2', bytes: 1 },
        },
        { kind: 'output', path: 'b', change: 'deleted', before: { hash: '1', bytes: 1 } },
      ],
    ],
    [
      'the cache has lost an output',
      { fields: 'cmd: x, outs: [a]', outs: { a: file('1') }, entry: { outs: locked({ a: '1' }) }, lost: true },
      [
        {
          kind: 'output',
          path: 'a',
          change: 'not in cache',
          before: { hash: '1', bytes: 1 },
          after: { hash: '1', bytes: 1 },
        },
      ],
    ],
    [
      'it says so',
      { fields: 'cmd: x, always_changed: true', entry: {} },
      [{ kind: 'always-changed', isDeclared: true }],
    ],
    ['it has nothing to compare', { fields: 'cmd: x', entry: {} }, [{ kind: 'always-changed', isDeclared: false }]],
    [
      'it is frozen: its dependencies are not looked at',
      { fields: 'cmd: x, frozen: true, deps: [a]', deps: { a: file('2') }, entry: { deps: locked({ a: '1' }) } },
      [],
    ],
  ])('%s', (_, given, expected) => {
    expect(reasons(given)).toEqual(expected)
  })
})

describe('what becomes of a stage', () => {
  const calm: Situation = {
    isFrozen: false,
    isForced: false,
    isChanged: false,
    isPulled: false,
    hasUnknownInputs: false,
    missing: [],
    blockedBy: [],
  }

  it.each<[string, Partial<Situation>, unknown, boolean]>([
    ['nothing differs', {}, { kind: 'fresh' }, false],
    ['it differs', { isChanged: true }, { kind: 'run', isCertain: true }, true],
    ['it is forced', { isForced: true }, { kind: 'run', isCertain: true }, false],
    ['what it reads is made anew', { hasUnknownInputs: true }, { kind: 'run', isCertain: false }, false],
    ['only data is missing that a remote may have', { isChanged: true, isPulled: true }, { kind: 'pull' }, false],
    ['both', { isChanged: true, hasUnknownInputs: true }, { kind: 'run', isCertain: true }, false],
    ['it lacks something', { isChanged: true, missing: ['a'] }, { kind: 'blocked', missing: ['a'] }, false],
    ['it lacks something nobody asks for', { missing: ['a'] }, { kind: 'fresh' }, false],
    ['one before it cannot run', { blockedBy: ['t'], isChanged: true }, { kind: 'blocked', missing: [] }, false],
    ['it is frozen', { isFrozen: true }, { kind: 'fresh' }, false],
    ['it is frozen and its outputs differ', { isFrozen: true, isChanged: true }, { kind: 'record' }, false],
    [
      'it is frozen and has lost an output',
      { isFrozen: true, isChanged: true, missing: ['o'] },
      { kind: 'blocked', missing: ['o'] },
      false,
    ],
  ])('%s', (_, given, outlook, isRememberable) => {
    const situation = { ...calm, ...given }
    const found = outlookOf(situation)
    expect(found).toEqual(outlook)
    expect(mayBeRemembered(situation, found)).toBe(isRememberable)
  })
})

describe('the files of a directory', () => {
  const before = makeManifest(['a', 'b', 'c'], ['1', '2', '3'])
  const after = makeManifest(['a', 'c', 'd/e'], ['1', '4', '5'])

  it('are told with what each held', () => {
    expect(directoryChanges(before, after, { limit: 9 })).toEqual({
      added: 1,
      changed: 1,
      removed: 1,
      shown: [
        { path: 'b', change: 'removed', before: { hash: '2' } },
        { path: 'c', change: 'changed', before: { hash: '3' }, after: { hash: '4' } },
        { path: 'd/e', change: 'added', after: { hash: '5' } },
      ],
    })
  })

  it('are all counted, though only some are named', () => {
    const { added, changed, removed, shown } = directoryChanges(before, after, { limit: 1 })
    expect([added, changed, removed, shown.map(({ path }) => path)]).toEqual([1, 1, 1, ['b']])
    const isMeant = (path: string) => path.startsWith('d/')
    expect(directoryChanges(before, after, { limit: 1, isMeant }).shown.map(({ path }) => path)).toEqual(['d/e'])
  })
})
