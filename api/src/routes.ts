import { comparison, comparisonRequest } from './answers/comparison.ts'
import { experimentsAnswer, rowChoice, rowsAnswer, valuesAnswer, valuesRequest } from './answers/experiments.ts'
import { liveRun, liveRunRequest, liveRuns } from './answers/live-runs.ts'
import { overview } from './answers/overview.ts'
import { pipeline } from './answers/pipeline.ts'
import { project } from './answers/project.ts'
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
} as const satisfies Routes

export type SternaRoutes = typeof routes
