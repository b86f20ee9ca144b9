import { commitAll, git, run, type Sequence, type Step, sequence, write } from '../../sequence.ts'

export type Files = Readonly<Record<string, string>>

/** A project as people keep them, and what somebody does with it for a while. */
export interface Project {
  readonly name: string
  readonly files: Files
  /** What is edited after the first run. */
  readonly edits: Files
  /** An output that somebody writes in the end, to be kept as it is. */
  readonly byHand: Files
  /** What is asked of just this project, after each of its two runs. */
  readonly asked?: readonly Step[]
  /** Folders with a `dvc.yaml` of their own. In which order DVC finds them depends on the file system, and so do its drawings. */
  readonly folders?: readonly string[]
}

/**
 * Everything that a person asks of a pipeline and its values, over two revisions: looking at it, running it, editing, running what has
 * changed, comparing, going back, coming again, and keeping an output that was made by hand.
 */
export function tourOf({ name, files, edits, byHand, asked = [], folders = [] }: Project): Sequence {
  return sequence(`project: ${name}`, [
    run('init'),
    run('config core.autostage true'),
    write(files),
    commitAll('begin'),
    ...drawn(folders),
    run('status --json'),
    run('repro --dry --force', folders.length > 0 ? 'nothing' : 'lines'),
    ...ran(folders),
    ...asked,
    commitAll('one'),
    write(edits),
    run('status --json'),
    run('status', 'lines'),
    run('params diff --json'),
    run('params diff --deps --all', 'lines'),
    ...ran(folders),
    run('metrics diff --json'),
    run('metrics diff --all --md', 'lines'),
    run('plots diff HEAD --json'),
    ...asked,
    commitAll('two'),
    ...wentBack(folders),
    write(byHand),
    run('status --json'),
    run('commit --force'),
    run('status --json'),
  ])
}

function drawn(folders: readonly string[]): Step[] {
  return [
    run('stage list', 'lines'),
    run('stage list --all --name-only', 'lines'),
    run('dag --dot', 'lines'),
    run('dag --outs --full --dot', 'lines'),
    run('dag --collapse-foreach-matrix --dot', 'lines'),
    ...(folders.length === 0 ? [run('dag --mermaid', 'lines'), run('dag --md --outs', 'lines')] : []),
    ...folders.flatMap((folder) => [
      run(`stage list ${folder}/dvc.yaml`, 'lines'),
      run(`--cd ${folder} stage list --name-only`, 'lines'),
      run(`--cd ${folder} status --json`),
    ]),
  ]
}

function ran(folders: readonly string[]): Step[] {
  return [
    ...folders.map((folder) => run(`repro ${folder}/dvc.yaml`)),
    run('repro --all-pipelines', 'lines'),
    run('repro --all-pipelines', 'lines'),
    run('status --json'),
    run('data status --json', 'sets'),
    run('metrics show --json'),
    run('metrics show', 'lines'),
    run('plots show --json'),
  ]
}

function wentBack(folders: readonly string[]): Step[] {
  return [
    run('params diff HEAD~1 HEAD --md', 'lines'),
    run('metrics diff HEAD~1 HEAD', 'lines'),
    run('plots diff HEAD~1 HEAD --json'),
    git('checkout --quiet HEAD~1'),
    run('status --json'),
    run('checkout', 'lines'),
    run('status --json'),
    run('repro --all-pipelines', 'lines'),
    git('checkout --quiet --force main'),
    run('checkout', 'lines'),
    run('status --json'),
    ...folders.map((folder) => run(`--cd ${folder} repro`)),
  ]
}
