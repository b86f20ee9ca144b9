import { comparison, comparisonRequest } from './answers/comparison.ts'
import { dataSets } from './answers/data.ts'
import {
  branchRequest,
  done,
  experimentRequest,
  killRequest,
  removeExperimentsRequest,
  removeTasksRequest,
  startRequest,
  stopRequest,
  variationRequest,
} from './answers/deeds.ts'
import { experimentsAnswer, rowChoice, rowsAnswer, valuesAnswer, valuesRequest } from './answers/experiments.ts'
import { liveRun, liveRunRequest, liveRuns } from './answers/live-runs.ts'
import { overview } from './answers/overview.ts'
import { pipeline } from './answers/pipeline.ts'
import { project } from './answers/project.ts'
import { queue } from './answers/queue.ts'
import { logPage, logRequest, logSearch, logSearchRequest, run, runRequest } from './answers/run.ts'
import { nothing } from './answers/words.ts'
import { paths } from './paths.ts'
import { type Routes, route } from './route.ts'

/** All that can be asked of the server. */
export const routes = {
  project: route(paths.project, { summary: 'Which project this is.', takes: nothing, answer: project }),
  overview: route(paths.overview, {
    summary: 'The state of the whole, and what is worth doing next.',
    takes: nothing,
    answer: overview,
  }),
  experiments: route(paths.experiments, {
    summary: 'Commits and experiments, and which columns there are.',
    takes: nothing,
    answer: experimentsAnswer,
  }),
  experimentRows: route(paths.experimentRows, {
    summary: 'Which rows match a filter, in which order.',
    takes: rowChoice,
    answer: rowsAnswer,
  }),
  experimentValues: route(paths.experimentValues, {
    summary: 'The values of some columns.',
    takes: valuesRequest,
    answer: valuesAnswer,
  }),
  comparison: route(paths.comparison, {
    summary: 'What differs between some runs.',
    takes: comparisonRequest,
    answer: comparison,
  }),
  liveRuns: route(paths.liveRuns, {
    summary: 'Runs that tell of themselves while they go on, the newest first.',
    takes: nothing,
    answer: liveRuns,
  }),
  liveRun: route(paths.liveRun, {
    summary: 'All that a run has told.',
    takes: liveRunRequest,
    answer: liveRun,
  }),
  pipeline: route(paths.pipeline, {
    summary: 'Stages, what each depends on, and why it would run.',
    takes: nothing,
    answer: pipeline,
  }),
  queue: route(paths.queue, {
    summary: 'Experiments of the queue, and who runs them.',
    takes: nothing,
    answer: queue,
  }),
  run: route(paths.run, {
    summary: 'All that is known of a run: an experiment, a commit, a task of the queue.',
    takes: runRequest,
    answer: run,
  }),
  runLog: route(paths.runLog, { summary: 'Some lines of what a run printed.', takes: logRequest, answer: logPage }),
  runLogSearch: route(paths.runLogSearch, {
    summary: 'Which lines of what a run printed have a text.',
    takes: logSearchRequest,
    answer: logSearch,
  }),
  startQueue: route(paths.startQueue, { summary: 'Have the queue run.', takes: startRequest, answer: done }),
  stopQueue: route(paths.stopQueue, { summary: 'Begin no more of the queue.', takes: stopRequest, answer: done }),
  killTasks: route(paths.killTasks, { summary: 'End tasks that run.', takes: killRequest, answer: done }),
  removeTasks: route(paths.removeTasks, {
    summary: 'Take tasks that do not run out of the queue.',
    takes: removeTasksRequest,
    answer: done,
  }),
  queueVariation: route(paths.queueVariation, {
    summary: 'Put the work tree with other parameters into the queue.',
    takes: variationRequest,
    answer: done,
  }),
  applyExperiment: route(paths.applyExperiment, {
    summary: 'Bring the files and data of an experiment into the workspace.',
    takes: experimentRequest,
    answer: done,
  }),
  branchExperiment: route(paths.branchExperiment, {
    summary: 'Make a Git branch of an experiment.',
    takes: branchRequest,
    answer: done,
  }),
  removeExperiments: route(paths.removeExperiments, {
    summary: 'Remove experiments.',
    takes: removeExperimentsRequest,
    answer: done,
  }),
  dataSets: route(paths.dataSets, {
    summary: 'Tracked data, and where its bytes are.',
    takes: nothing,
    answer: dataSets,
  }),
} as const satisfies Routes

export type SternaRoutes = typeof routes
