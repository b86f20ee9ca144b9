import { Activity, Database, FlaskConical, House, ListOrdered, type LucideIcon, Workflow } from 'lucide-react'

export interface PageInMenu {
  readonly path: '/' | '/pipeline' | '/experiments' | '/data' | '/queue' | '/runs'
  readonly title: string
  /** Behind `g` it leads there. */
  readonly key: string
  readonly icon: LucideIcon
}

/** The pages that there are, in the order of the menu. */
export const pages: readonly PageInMenu[] = [
  { path: '/', title: 'Home', key: 'h', icon: House },
  { path: '/pipeline', title: 'Pipeline', key: 'p', icon: Workflow },
  { path: '/experiments', title: 'Experiments', key: 'e', icon: FlaskConical },
  { path: '/data', title: 'Data', key: 'd', icon: Database },
  { path: '/queue', title: 'Queue', key: 'q', icon: ListOrdered },
  { path: '/runs', title: 'Live runs', key: 'r', icon: Activity },
]
