import * as path from 'node:path'
import {
  type ExperimentColumns,
  LiveRuns,
  type Project,
  pinnedRefs,
  queueTasks,
  readDirections,
  type ValueColumn,
} from '@sterna/engine'
import { experimentPlaces, pipelinePlaces, queuePlaces } from './live/places.ts'
import { lookAtData } from './present/data.ts'
import { columnId, lookAtExperiments, presentExperiments } from './present/experiments.ts'
import { lookAtProject } from './present/pipeline.ts'
import { presentProject } from './present/project.ts'
import { presentQueue } from './present/queue.ts'
import type { Subject } from './repository.ts'
import type { StudioWords } from './studio-words.ts'

export function projectSubject(version: string) {
  return subject({
    name: 'project',
    places: ({ root, git }) =>
      [
        path.join(root, '.dvc/config'),
        path.join(root, '.dvc/config.local'),
        ...(git
          ? [path.join(git.places.gitDirectory, 'HEAD'), path.join(git.places.commonDirectory, 'refs/heads')]
          : []),
      ].map((one) => ({ path: one, depth: one.endsWith('heads') ? 3 : 0 })),
    make: async (project) => presentProject(project, version),
  })
}

export const experimentsSubject = subject({
  name: 'experiments',
  places: experimentPlaces,
  make: async (project: Project) => {
    const table = await lookAtExperiments(project)
    const seen = { table, directions: readDirections(project), pinned: pinnedIn(project) }
    return { ...seen, byId: columnsById(table), answer: presentExperiments(seen) }
  },
})

export function pipelineSubject(words: StudioWords) {
  return subject({
    name: 'pipeline',
    places: pipelinePlaces,
    make: (project) => lookAtProject(project, words),
  })
}

/** What tells that a stage would do something else tells that data differs, too. */
export const dataSubject = subject({ name: 'data', places: pipelinePlaces, make: lookAtData })

/** What was read of it is kept: runs only grow. */
export function liveSubject() {
  let runs: LiveRuns | undefined
  return subject({
    name: 'live',
    places: ({ sharedState }) => [{ path: path.join(sharedState, 'live'), depth: 0, withFiles: true }],
    make: async (project) => (runs ??= liveRunsOf(project)).byId(),
  })
}

/** What scripts have told of the runs of a project; it goes on to be of use when the project is closed. */
export function liveRunsOf(project: Project): LiveRuns {
  const { sharedState, files, clock } = project
  return new LiveRuns({ sharedState, files, clock, readPiece: (file, start) => project.readPiece(file, start) })
}

export function queueSubject(words: StudioWords) {
  return subject({ name: 'queue', places: queuePlaces, make: (project) => presentQueue(project, words) })
}

/** What tasks print while they run. */
export const logsSubject = subject({
  name: 'logs',
  places: (project) => [...queuePlaces(project), ...runningLogs(project).map((file) => ({ path: file, depth: 0 }))],
  make: () => Promise.resolve(undefined),
})

function runningLogs(project: Project): string[] {
  if (project.git === undefined) return []
  return queueTasks(project).flatMap(({ state, log }) => (state === 'running' && log ? [log] : []))
}

function subject<Result>(one: Subject<Result>): Subject<Result> {
  return one
}

function columnsById({ columns }: ExperimentColumns): ReadonlyMap<string, ValueColumn> {
  return new Map(columns.map((column) => [columnId(column), column]))
}

function pinnedIn({ git }: Project): ReadonlySet<string> {
  return git ? pinnedRefs(git) : new Set()
}
