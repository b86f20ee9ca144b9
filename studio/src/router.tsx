import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from '@tanstack/react-router'
import { exported } from './connection/exported.ts'
import { Frame } from './frame/Frame.tsx'
import { HomePage } from './pages/home/HomePage.tsx'
import { FailureNotice, Notice, Waiting } from './parts/Notice.tsx'
import { parseSearch, stringifySearch } from './view-state/view-state.ts'

const root = createRootRoute({ component: Frame, notFoundComponent: () => <Notice title="There is no such page." /> })

const home = createRoute({ getParentRoute: () => root, path: '/', component: HomePage })
const pipeline = createRoute({
  getParentRoute: () => root,
  path: '/pipeline',
  component: lazyRouteComponent(() => import('./pages/pipeline/PipelinePage.tsx'), 'PipelinePage'),
})
const experiments = createRoute({
  getParentRoute: () => root,
  path: '/experiments',
  component: lazyRouteComponent(() => import('./pages/experiments/ExperimentsPage.tsx'), 'ExperimentsPage'),
})

const compare = createRoute({
  getParentRoute: () => root,
  path: '/compare',
  component: lazyRouteComponent(() => import('./pages/compare/ComparePage.tsx'), 'ComparePage'),
})

const data = createRoute({
  getParentRoute: () => root,
  path: '/data',
  component: lazyRouteComponent(() => import('./pages/data/DataPage.tsx'), 'DataPage'),
})

const runs = createRoute({
  getParentRoute: () => root,
  path: '/runs',
  component: lazyRouteComponent(() => import('./pages/runs/RunsPage.tsx'), 'RunsPage'),
})

const queue = createRoute({
  getParentRoute: () => root,
  path: '/queue',
  component: lazyRouteComponent(() => import('./pages/queue/QueuePage.tsx'), 'QueuePage'),
})

const run = createRoute({
  getParentRoute: () => root,
  path: '/runs/$run',
  component: lazyRouteComponent(() => import('./pages/run/RunPage.tsx'), 'RunPage'),
})

/** Which page is where. A page that breaks leaves the frame and the other pages alone. A file server has one document: behind its `#` stands which page it is. */
export const router = createRouter({
  routeTree: root.addChildren([home, pipeline, experiments, compare, data, runs, queue, run]),
  parseSearch,
  ...(exported && { history: createHashHistory() }),
  stringifySearch,
  defaultErrorComponent: ({ error, reset }) => <FailureNotice error={error} retry={reset} />,
  defaultPendingComponent: () => <Waiting what="Loading the page …" />,
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
