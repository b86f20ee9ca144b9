import type * as http from 'node:http'
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { type LiveRuns, openProject } from '@sterna/engine'
import type { Hono } from 'hono'
import { createApp } from './app.ts'
import { Pages } from './assets/pages.ts'
import type { DeedsContext } from './deeds/deeds-context.ts'
import { createHandlers } from './handlers.ts'
import { Changes } from './live/changes.ts'
import { Repository } from './repository.ts'
import { type Limits, limit, serverOptions, usualLimits } from './security/limits.ts'
import type { Door } from './security/visitor.ts'
import type { StudioWords } from './studio-words.ts'
import { liveRunsOf } from './subjects.ts'

export interface StudioOptions {
  /** The project, or a folder in it. */
  readonly directory: string
  /** Where the pages' files are. */
  readonly pages: string
  readonly words: StudioWords
  readonly haveRunner: DeedsContext['haveRunner']
  readonly version: string
  readonly host: string
  /** 0: any that is free. */
  readonly port: number
  readonly token: string
  readonly limits?: Limits
  /** Told of what broke. */
  reportBug(error: unknown): void
}

export interface Studio {
  /** With the token: whoever opens it is let in. */
  readonly url: string
  close(): Promise<void>
}

/** Opens the studio over a project, which has to be there. An address that is taken is an error `EADDRINUSE`. */
export async function startStudio(options: StudioOptions): Promise<Studio> {
  const { words, version, host, token, haveRunner, limits = usualLimits } = options
  const { root, liveRuns } = await lookOnce(options.directory)
  const repository = new Repository(root)
  const handlers = createHandlers({ repository, words, version, haveRunner })
  const changes = new Changes(repository)
  const pages = new Pages(options.pages)
  let app: Hono | undefined
  const fetch = (request: Request) => app!.fetch(request)
  const server = createAdaptorServer({ fetch, serverOptions: serverOptions(limits) }) as http.Server
  limit(server, limits)
  const port = await listen(server, options)
  const door = { token, port, hosts: namesOf(host) }
  app = createApp({ door, handlers, changes, pages, liveRuns, version, reportBug: options.reportBug })
  return { url: `http://${inUrl(host)}:${port}/?token=${token}`, close: () => close(server) }
}

/** What stays the same as long as the studio is open. */
async function lookOnce(directory: string): Promise<{ readonly root: string; readonly liveRuns: LiveRuns }> {
  const project = await openProject({ workingDirectory: directory, orRepository: true })
  project.close()
  return { root: project.root, liveRuns: liveRunsOf(project) }
}

async function listen(server: http.Server, { port, host }: StudioOptions): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, resolve)
  })
  return (server.address() as AddressInfo).port
}

/** By which names browsers call the server that listens there. */
function namesOf(host: string): Door['hosts'] {
  if (host === '0.0.0.0' || host === '::') return 'any'
  return loopback.includes(host) ? loopback : [inUrl(host).toLowerCase()]
}

const loopback = ['127.0.0.1', 'localhost', '[::1]', '::1']

function inUrl(host: string): string {
  return host.includes(':') && !host.startsWith('[') ? `[${host}]` : host
}

function close(server: http.Server): Promise<void> {
  server.closeAllConnections()
  return new Promise((resolve) => server.close(() => resolve()))
}
