import * as fs from 'node:fs'
import * as path from 'node:path'
import { type Client, createClient } from '@sterna/api/client'
import { absolutePath, LiveRuns, realFileSystem } from '@sterna/engine'
import { createApp } from './app.ts'
import { Pages } from './assets/pages.ts'
import { createHandlers } from './handlers.ts'
import { Changes } from './live/changes.ts'
import { Repository } from './repository.ts'

export interface StudioInMemory {
  readonly client: Client
  readonly changes: Changes
  readonly bugs: readonly unknown[]
  /** Asks with the token, and with whatever else is said. */
  ask(path: string, init?: RequestInit): Promise<Response>
}

const origin = 'http://127.0.0.1:4117'
export const testToken = 'token-for-tests'

/** The studio over a project, without a socket. */
export function studioInMemory(directory: string): StudioInMemory {
  const pages = path.join(directory, '.pages')
  fs.mkdirSync(path.join(pages, 'assets'), { recursive: true })
  fs.writeFileSync(path.join(pages, 'index.html'), '<!doctype html><title>studio</title>')
  fs.writeFileSync(path.join(pages, 'assets/main-AB12.js'), 'export {}')
  fs.writeFileSync(path.join(directory, '0.html'), 'not for you')
  const repository = new Repository(directory)
  const changes = new Changes(repository)
  const bugs: unknown[] = []
  const app = createApp({
    door: { token: testToken, port: 4117, hosts: ['127.0.0.1', 'localhost'] },
    handlers: createHandlers({
      repository,
      words: {
        reasons: ({ reasons }) => reasons.map(({ kind }) => kind),
        differences: () => [],
        waits: () => undefined,
        record: () => [],
      },
      version: '0',
      haveRunner: async () => true,
    }),
    pages: new Pages(pages),
    changes,
    liveRuns: new LiveRuns({
      sharedState: absolutePath(directory, '.git/sterna/root'),
      files: realFileSystem,
      clock: { now: () => Date.now() },
      readPiece: (file, start) => fs.readFileSync(file).subarray(start),
    }),
    version: '0',
    reportBug: (error) => bugs.push(error),
  })
  const ask = async (where: string, { headers, ...rest }: RequestInit = {}) => {
    const known = {
      host: '127.0.0.1:4117',
      authorization: `Bearer ${testToken}`,
      ...(headers as Record<string, string>),
    }
    return app.fetch(new Request(`${origin}${where}`, { ...rest, headers: known, redirect: 'manual' }))
  }
  return { client: createClient(ask), changes, bugs, ask }
}
