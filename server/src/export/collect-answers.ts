import {
  type ExperimentsAnswer,
  type Handlers,
  nothing,
  type Project,
  type Route,
  routes,
  type SternaRoutes,
} from '@sterna/api'
import { requestAddress } from '@sterna/api/client'
import { takenBy } from '../requests/taken.ts'
import type { NamedFiles } from './named-files.ts'

type Names = Record<string, string>
type RouteName = keyof SternaRoutes

/** Each is looked at by itself: of thousands an export would take hours. */
const mostRuns = 200

/** Whatever can be asked for without a word, the newest runs, and all that live runs have told: by address the name of its file. */
export async function collectAnswers(
  handlers: Handlers<SternaRoutes>,
  experiments: ExperimentsAnswer,
  files: NamedFiles,
): Promise<Names> {
  const { runs } = await handlers.liveRuns({})
  const requests: (readonly [RouteName, object])[] = [
    ...wordless().map((name) => [name, {}] as const),
    ...runs.map(({ id }) => ['liveRun', { id }] as const),
    ...newestRuns(experiments).map((run) => ['run', { run }] as const),
  ]
  const names: Names = {}
  for (const [name, request] of requests)
    names[requestAddress(routes[name], request)] = files.add(await answerOf(handlers, name, request))
  return names
}

/** As pages call them. */
function newestRuns({ rows }: ExperimentsAnswer): string[] {
  const newest = rows.kind.map((_, row) => row).toSorted((a, b) => (rows.seconds[b] ?? 0) - (rows.seconds[a] ?? 0))
  const named = newest.flatMap((row) => (rows.state[row] === 'failed' ? [] : (rows.name[row] ?? rows.revision[row]!)))
  return [...new Set(named)].slice(0, mostRuns)
}

/** By id of a column the file with its values. */
export async function collectValues(
  handlers: Handlers<SternaRoutes>,
  { stamp, columns }: ExperimentsAnswer,
  files: NamedFiles,
): Promise<Names> {
  const names: Names = {}
  for (const { id } of columns) {
    const { values } = await handlers.experimentValues({ stamp, column: [id] })
    names[id] = files.add(values[id])
  }
  return names
}

/** Those that read, and take nothing. */
function wordless(): RouteName[] {
  return (Object.keys(routes) as RouteName[]).filter((name) => {
    const { method, takes } = routes[name] as Route
    return method === 'GET' && takes === nothing
  })
}

async function answerOf(handlers: Handlers<SternaRoutes>, name: RouteName, request: object): Promise<unknown> {
  const taken = takenBy(routes[name] as Route, request)
  const answer = await (handlers[name] as (taken: unknown) => unknown)(taken)
  return name === 'project' ? withoutPlace(answer as Project) : answer
}

/** Where the project, and a remote beside it, lay on the machine that exported it is nobody's business. */
function withoutPlace({ remote, ...project }: Project): Project {
  const isElsewhere = remote?.url.includes('://') && !remote.url.startsWith('file:')
  return { ...project, directory: project.name, ...(isElsewhere && { remote }) }
}
