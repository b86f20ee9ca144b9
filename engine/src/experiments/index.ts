export type { ExperimentPlace } from './refs/experiment-ref.ts'
export { type Experiment, listExperiments, listRemoteExperiments } from './refs/experiments.ts'
export { experimentCommit } from './refs/find-experiments.ts'
