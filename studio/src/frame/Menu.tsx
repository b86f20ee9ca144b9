import type { Overview } from '@sterna/api'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { overviewQuery, projectQuery } from '../connection/queries.ts'
import { grouped } from '../parts/numbers.ts'
import { Bird } from './Bird.tsx'
import names from './menu.module.css'
import { type PageInMenu, pages } from './pages.ts'

/** A page is in the menu as soon as the repository has its first thing for it. */
export function Menu() {
  const { data: overview } = useQuery(overviewQuery)
  const { data: project } = useQuery(projectQuery)
  const shown = pages.filter(
    ({ path }) => path === '/' || subjectsOf[path].some((subject) => overview?.[subject] !== undefined),
  )
  return (
    <nav className={names['menu']} aria-label="Pages">
      <div className={names['brand']}>
        <Bird />
        sterna
      </div>
      <div className={names['project']} title={project?.directory}>
        {project?.name}
      </div>
      <ul>
        {shown.map(({ path, title, icon: Icon }) => (
          <li key={path}>
            <Link
              to={path}
              activeOptions={{ exact: path === '/', includeSearch: false }}
              activeProps={{ 'aria-current': 'page' }}
            >
              <Icon size={16} strokeWidth={1.5} aria-hidden="true" />
              <span className={names['title']}>{title}</span>
              <Mark path={path} overview={overview} />
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

const subjectsOf = {
  '/pipeline': ['pipeline'],
  '/experiments': ['experiments'],
  '/data': ['data', 'pipeline'],
  '/queue': ['queue'],
  '/runs': ['live'],
} as const

/** What waits there, in a word. */
function Mark({ path, overview }: { readonly path: PageInMenu['path']; readonly overview: Overview | undefined }) {
  if (path === '/pipeline' && overview?.pipeline?.stale)
    return <span className={names['mark']}>{overview.pipeline.stale} stale</span>
  if (path === '/experiments' && overview?.experiments)
    return <span className={names['mark']}>{grouped(overview.experiments.total)}</span>
  if (path === '/queue' && overview?.queue) return <span className={names['mark']}>{queueMark(overview.queue)}</span>
  if (path === '/data' && overview?.data?.changed)
    return <span className={names['mark']}>{overview.data.changed} changed</span>
  if (path === '/runs' && overview?.live?.running)
    return <span className={names['mark']}>{overview.live.running} running</span>
  return undefined
}

function queueMark({ running, queued }: NonNullable<Overview['queue']>): string {
  if (running > 0) return `${running} running`
  return queued > 0 ? `${queued} waiting` : ''
}
