import { describe, expect, it } from 'vitest'
import type { TrackedStage } from '../data/index.ts'
import { Failure, type RepoPath } from '../foundation/base/index.ts'
import type { RemoteFiles } from '../storage/index.ts'
import { followsSource, type ImportStatusContext, importChanges } from './import-status.ts'

/** An import of a file in some storage, of this version. */
function importOf(version: string | undefined): TrackedStage {
  const origin = { kind: 'url' as const, url: 'gs://data/x', ...(version === undefined ? {} : { version }) }
  return {
    kind: 'import',
    file: 'x.dvc' as RepoPath,
    address: 'x.dvc',
    isFrozen: true,
    outputs: [],
    dependencies: [],
    origin,
  }
}

/** Storage that has this version of every file now. */
function storage(stat: RemoteFiles['stat']): ImportStatusContext {
  const files: RemoteFiles = {
    name: 'gs://data/x',
    concurrency: 1,
    etagName: 'etag',
    stat,
    read: async () => undefined,
    write: async (key) => ({ key, bytes: 0 }),
    remove: async () => undefined,
    close: () => undefined,
  }
  return { reach: () => files, sourceCommit: () => Promise.reject(new Error('it is no repository')) }
}

async function look(version: string | undefined, stat: RemoteFiles['stat'], withUpdates = true) {
  const warnings: string[] = []
  const call = {
    report: (event: { readonly kind: string; readonly text?: string }) => void warnings.push(event.text ?? ''),
    signal: new AbortController().signal,
  }
  const { updates } = await importChanges(storage(stat), importOf(version), withUpdates, call)
  return { updates: [...updates], warnings }
}

const having =
  (version: string): RemoteFiles['stat'] =>
  async (key) => ({ key, bytes: 1, etag: 'e', version })

describe('an import of a version', () => {
  it('has an update where its storage has another version now', async () => {
    expect(await look('1', having('2'))).toEqual({ updates: [['gs://data/x', 'update available']], warnings: [] })
  })

  it('has none where that is still the version it is of, nor where nobody wants to know', async () => {
    expect((await look('1', having('1'))).updates).toEqual([])
    expect((await look('1', having('2'), false)).updates).toEqual([])
  })

  it('says that it may be out of date where that cannot be told', async () => {
    const refused = () => Promise.reject(new Failure('remote-unreachable', 'gs://data/x: nobody answers there.'))
    expect(await look('1', refused)).toEqual({
      updates: [],
      warnings: ["'x.dvc' may be out of date: gs://data/x: nobody answers there."],
    })
    expect((await look('1', async () => undefined)).warnings).toEqual([
      "'x.dvc' may be out of date: dependency 'gs://data/x' does not exist",
    ])
  })

  it('is one only if a version is recorded', async () => {
    expect(followsSource(importOf('1'))).toBe(true)
    expect(followsSource(importOf(undefined))).toBe(false)
    expect((await look(undefined, having('2'))).updates).toEqual([])
  })
})
