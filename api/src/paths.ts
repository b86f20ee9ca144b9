import type { RoutePath } from './route.ts'

/** Where each route is. Apart from the schemas, because pages need only this. */
export const paths = {
  project: { method: 'GET', path: '/api/project' },
  overview: { method: 'GET', path: '/api/overview' },
  experiments: { method: 'GET', path: '/api/experiments' },
  experimentRows: { method: 'GET', path: '/api/experiments/rows' },
  experimentValues: { method: 'GET', path: '/api/experiments/values' },
  comparison: { method: 'GET', path: '/api/comparison' },
  liveRuns: { method: 'GET', path: '/api/live-runs' },
  liveRun: { method: 'GET', path: '/api/live-runs/run' },
  pipeline: { method: 'GET', path: '/api/pipeline' },
  queue: { method: 'GET', path: '/api/queue' },
  run: { method: 'GET', path: '/api/runs/run' },
  runLog: { method: 'GET', path: '/api/runs/log' },
  runLogSearch: { method: 'GET', path: '/api/runs/log/search' },
  startQueue: { method: 'POST', path: '/api/queue/start' },
  stopQueue: { method: 'POST', path: '/api/queue/stop' },
  killTasks: { method: 'POST', path: '/api/queue/kill' },
  removeTasks: { method: 'POST', path: '/api/queue/remove' },
  queueVariation: { method: 'POST', path: '/api/experiments/queue' },
  applyExperiment: { method: 'POST', path: '/api/experiments/apply' },
  branchExperiment: { method: 'POST', path: '/api/experiments/branch' },
  removeExperiments: { method: 'POST', path: '/api/experiments/remove' },
  dataSets: { method: 'GET', path: '/api/data' },
} as const satisfies Readonly<Record<string, RoutePath>>

/** Events, as a stream of server-sent events. */
export const eventsPath = '/api/events'
/** Where scripts tell how far they are, in DVCLive's own protocol. */
export const livePath = '/api/live'
