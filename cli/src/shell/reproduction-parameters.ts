import { flag, many } from './command.ts'

/** What is brought up to date, and how, as every command takes it that runs the pipeline. */
export const reproductionParameters = {
  targets: many('targets', 'Stages, dvc.yaml files or outputs; the dvc.yaml here if left out.'),
  force: flag('-f, --force', 'Run, changed or not.'),
  isInteractive: flag('-i, --interactive', 'Ask before each stage that runs.'),
  singleItem: flag('-s, --single-item', 'Only the targets, not what they depend on.'),
  pipeline: flag('-p, --pipeline', 'The whole pipelines that the targets belong to.'),
  allPipelines: flag('-P, --all-pipelines', 'Every pipeline of the project.'),
  isRecursive: flag('-R, --recursive', 'Targets are directories; everything below them is meant.'),
  downstream: flag('--downstream', 'The targets and what depends on them.'),
  forceDownstream: flag('--force-downstream', 'Run everything that follows a stage that ran.'),
  pull: flag(
    '--pull',
    'Get missing data and remembered runs from remotes; with --allow-missing only what stages that run need.',
  ),
  allowMissing: flag('--allow-missing', 'Missing data alone does not make a stage run.'),
  dry: flag('--dry', 'Only say what would run.'),
  keepGoing: flag('-k, --keep-going', 'After a failure go on with what does not depend on it.'),
  ignoreErrors: flag('--ignore-errors', 'After a failure go on as if nothing was.'),
}
