import { commitAll, git, run, type Sequence, sequence, shell, write } from '../../sequence.ts'

const pipeline = {
  'dvc.yaml':
    'stages:\n  train:\n    cmd: cp params.yaml model && cp params.yaml m.yaml\n    params: [lr]\n    outs: [model]\n    metrics: [{m.yaml: {cache: false}}]\n',
  'params.yaml': 'lr: 1\n',
}

/** Gives each experiment of DVC's a record as well, so that both programs work beside some. */
const recorded = shell(
  'for c in $(git for-each-ref --format="%(objectname)" "refs/exps/*/*/e*"); do r=refs/sterna/records/$(echo $c | cut -c1-2)/$(echo $c | cut -c3-); git rev-parse -q --verify $r > /dev/null || git update-ref $r $(echo "{}" | git hash-object -w --stdin); done',
)

const two = [
  run('init'),
  write(pipeline),
  commitAll('begin'),
  write({ 'params.yaml': 'lr: 2\n' }),
  run('exp run -q -n e2'),
  write({ 'params.yaml': 'lr: 3\n' }),
  run('exp run -q -n e3'),
  shell('git checkout -q . && git clean -fdqx -e .dvc/cache -e .dvc/tmp'),
  recorded,
]

const bare = 'git init -q --bare ../remote && git remote add origin ../remote && git push -q origin main'

/** That nothing is disturbed by records, whichever program made the experiment. */
export const recordSequences: readonly Sequence[] = [
  sequence('experiments with records are listed and shown', [
    ...two,
    run('exp list -A --name-only', 'lines'),
    run('exp show -A --csv'),
    run('exp diff e2 e3 --json'),
    run('exp apply e2', 'lines'),
  ]),
  sequence(
    'experiments with records are sent, got and removed',
    [
      ...two,
      shell(bare),
      run('exp push origin -A --no-cache'),
      run('exp list origin'),
      run('exp remove -A'),
      run('exp pull origin -A --no-cache'),
      run('exp remove -g origin e2', 'lines'),
      run('exp list origin --name-only', 'lines'),
    ],
    ['remote'],
  ),
  sequence('experiments with records and gc', [
    ...two,
    run('exp rename e2 e4', 'lines'),
    run('gc -f --all-experiments'),
    run('exp remove e3'),
    run('gc -f --all-commits --all-experiments'),
    git('gc --quiet --prune=now'),
    run('exp list -A --name-only', 'lines'),
    run('exp show -A --csv'),
  ]),
]
