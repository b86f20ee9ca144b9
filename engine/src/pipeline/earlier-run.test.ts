import { describe, expect, it } from 'vitest'
import { absolutePath, quietCall, type RepoPath } from '../foundation/base/index.ts'
import { memoryFileSystem } from '../foundation/system/index.ts'
import type { Observation } from '../storage/index.ts'
import { readDefinition, type Stage } from './definition/index.ts'
import { findEarlierRun } from './earlier-run.ts'
import type { LockEntry } from './lock-entry.ts'
import type { StageState } from './observe.ts'
import type { PipelineContext } from './pipeline-context.ts'
import { renderRunCacheEntry, runCacheName, runCachePath } from './run-cache-key.ts'
import { stageChanges } from './stage-changes.ts'

const [stage] = readDefinition('stages: {s: {cmd: x, deps: [in], outs: [out]}}', 'dvc.yaml' as RepoPath, {
  readVars: () => ({ kind: 'missing' }),
}).stages as [Stage]

const missing: Observation = { kind: 'missing' }
const file = (hash: string): Observation => ({ kind: 'file', hash, bytes: 1, isExecutable: false })
const locked = (path: string, hash: string) => ({ path, content: { hash, bytes: 1 }, isLegacy: false })
const entryOf = (input: string, output: string): LockEntry => ({
  cmd: 'x',
  deps: [locked('in', input)],
  params: new Map(),
  outs: [locked('out', output)],
})

/** Knows the cache and the run cache, and nothing of the workspace: what was seen of that has to be enough. */
function cacheWith(hashes: readonly string[], runs: readonly LockEntry[] = []): PipelineContext {
  const files = memoryFileSystem()
  for (const run of runs)
    files.writeAtomic(absolutePath(`/cache/runs/${runCachePath(runCacheName(run))}`), renderRunCacheEntry(run))
  return {
    root: absolutePath('/project'),
    cacheDirectory: absolutePath('/cache'),
    files,
    cache: { missing: async (wanted: string[]) => wanted.filter((hash) => !hashes.includes(hash)) },
    inputLists: { note: () => undefined },
    complete: { has: async (hash: string) => hashes.includes(hash) },
  } as unknown as PipelineContext
}

function find(context: PipelineContext, input: Observation, entry: LockEntry | undefined) {
  const state: StageState = {
    deps: new Map([['in', input]]),
    params: new Map(),
    datasets: new Map(),
    urls: new Map(),
    outs: new Map([['out', { seen: missing, isKept: true }]]),
  }
  return findEarlierRun(context, stage, { entry, state, changes: stageChanges(stage, state, entry) }, quietCall())
}

describe('an earlier run', () => {
  it('is the recorded one if only outputs have gone', async () => {
    expect(await find(cacheWith(['made']), file('same'), entryOf('same', 'made'))).toEqual(entryOf('same', 'made'))
  })

  it('is a remembered one if the inputs are what they once were', async () => {
    const context = cacheWith(['made', 'made before'], [entryOf('before', 'made before')])
    expect(await find(context, file('before'), entryOf('same', 'made'))).toEqual(entryOf('before', 'made before'))
  })

  it.each([
    ['an input is missing', ['made'], missing],
    ['the cache has lost its outputs', [], file('same')],
    ['there was none with these inputs', ['made'], file('new')],
  ])('is not found if %s', async (_, hashes, input) => {
    expect(await find(cacheWith(hashes), input, entryOf('same', 'made'))).toBeUndefined()
  })
})
