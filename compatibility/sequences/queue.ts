import { commitAll, git, remove, run, type Sequence, sequence, shell, write } from '../sequence.ts'

/** A stage with parameters, data and a metric; everything that Git is to know is committed. */
const project = {
  'dvc.yaml': `stages:
  train:
    cmd: sh train.sh
    deps: [train.sh, data]
    params: [lr, other.yaml: [k]]
    outs: [model]
    metrics: [{m.json: {cache: false}}]
`,
  'train.sh': 'cat params.yaml other.yaml data > model; echo "{\\"m\\": 1}" > m.json; ! grep -q "lr: 7" params.yaml\n',
  'params.yaml': 'lr: 1\nepochs: 2\n',
  'other.yaml': 'k: 1\n',
  data: 'd\n',
}
const begin = [run('init'), write(project), run('add data'), shell('rm -f data.tmp'), commitAll('begin')]
const reproduced = [...begin, run('repro'), commitAll('reproduced')]

const queued: readonly Sequence[] = [
  sequence('queue of one experiment', [...begin, run('exp run --queue -n q', 'lines')]),
  sequence('queue of a changed parameter', [...begin, run('exp run --queue -n q -S lr=2', 'lines')]),
  sequence('queue of several values', [...begin, run('exp run --queue -n q -S lr=2,3 -S epochs=4,5', 'lines')]),
  sequence('queue of a parameter of another file', [...begin, run('exp run --queue -n q -S other.yaml:k=9', 'lines')]),
  sequence('queue of a new parameter', [...begin, run('exp run --queue -n q -S +new=9', 'lines')]),
  sequence('queue of a parameter that there is not', [...begin, run('exp run --queue -n q -S none=9')]),
  sequence('queue of a file that there is not', [...begin, run('exp run --queue -n q -S none.yaml:a=9')]),
  sequence('queue of uncommitted changes', [
    ...begin,
    write({ 'train.sh': 'cp params.yaml model; echo "{}" > m.json\n', loose: 'l\n' }),
    run('exp run --queue -n q', 'lines'),
  ]),
  sequence('queue with staged changes', [
    ...begin,
    write({ 'other.yaml': 'k: 2\n', new: 'n\n' }),
    git('add other.yaml new'),
    run('exp run --queue -n q -S lr=3', 'lines'),
  ]),
  sequence('queue of changed data', [
    ...begin,
    remove('data'),
    write({ data: 'other\n' }),
    run('exp run --queue -n q', 'lines'),
  ]),
  sequence('queue twice under one name', [
    ...begin,
    run('exp run --queue -n q -S lr=2'),
    run('exp run --queue -n q -S lr=3'),
  ]),
  sequence('queue under a name that is taken', [
    ...reproduced,
    run('exp run -n q'),
    run('exp run --queue -n q -S lr=3'),
  ]),
  sequence('queue under a bad name', [...begin, run('exp run --queue -n a/b')]),
  sequence('queue of targets and flags', [...begin, run('exp run --queue -n q -f -s train', 'lines')]),
]

const removed: readonly Sequence[] = [
  sequence('queue remove', [
    ...begin,
    run('exp run --queue -n q -S lr=2,3,4'),
    run('queue remove q-2', 'lines'),
    run('queue remove q-1 q-3', 'lines'),
    run('queue status', 'lines'),
  ]),
  sequence('queue remove of all that wait', [
    ...begin,
    run('exp run --queue -n q -S lr=2,3'),
    run('queue remove --queued', 'lines'),
    run('queue remove --all', 'lines'),
  ]),
  sequence('queue remove of the last', [
    ...begin,
    run('exp run --queue -n q -S lr=2,3'),
    run('queue remove q-2', 'lines'),
  ]),
  sequence('queue remove without anything', [
    ...begin,
    run('queue remove'),
    run('queue remove none'),
    run('queue remove none --all'),
    run('queue remove --failed', 'lines'),
    run('queue remove --success', 'lines'),
  ]),
  sequence('exp remove of all that wait', [
    ...begin,
    run('exp run --queue -n q -S lr=2,3'),
    run('exp remove --queue', 'lines'),
    run('exp remove --queue', 'lines'),
    run('exp remove --queue --keep'),
    run('exp remove --queue q-1'),
  ]),
  sequence('exp remove of what waits and of an experiment', [
    ...reproduced,
    run('exp run -n done -S lr=9'),
    run('exp run --queue -n q -S lr=2,3,4'),
    run('exp remove q-2 none'),
    run('exp remove q-2 done', 'lines'),
    run('exp remove --queue --rev HEAD', 'lines'),
  ]),
  sequence('queue without tasks', [
    ...begin,
    run('queue status', 'lines'),
    run('queue logs none'),
    run('queue kill none'),
    run('exp run --run-all', 'lines'),
  ]),
  sequence('queue logs before it begins', [
    ...begin,
    run('exp run --queue -n q'),
    run('queue logs q'),
    run('queue kill q'),
  ]),
]

const ran: readonly Sequence[] = [
  sequence('queue that is run', [...begin, run('exp run --queue -n q -S lr=2,3'), run('exp run --run-all')]),
  sequence('queue that is run two at a time', [
    ...reproduced,
    run('exp run --queue -n q -S lr=2,3'),
    run('exp run --run-all -j 2'),
  ]),
  sequence('queue remove of what succeeded', [
    ...begin,
    run('exp run --queue -n q -S lr=2'),
    run('exp run --run-all'),
    run('queue remove --failed', 'lines'),
    run('queue remove --success', 'lines'),
    run('queue remove q'),
    run('exp remove q', 'lines'),
  ]),
  sequence('exp remove of what the queue has made', [
    ...begin,
    run('exp run --queue -n q -S lr=2'),
    run('exp run --run-all'),
    run('exp remove q', 'lines'),
    run('queue remove q'),
  ]),
  sequence('queue of changed data that is run', [
    ...begin,
    remove('data'),
    write({ data: 'other\n' }),
    run('exp run --queue -n q'),
    write({ 'params.yaml': 'lr: 8\nepochs: 2\n' }),
    run('exp run --run-all'),
  ]),
]

const beside: readonly Sequence[] = [
  sequence('exp run --temp', [...begin, run('exp run --temp -n t', 'lines')]),
  sequence('exp run --temp of a parameter', [...reproduced, run('exp run --temp -n t -S lr=5')]),
  sequence('exp run --temp when nothing changed', [...reproduced, run('exp run --temp -n t')]),
  sequence('exp run --temp of uncommitted changes', [
    ...reproduced,
    write({ 'other.yaml': 'k: 5\n', loose: 'l\n' }),
    run('exp run --temp -n t'),
  ]),
  // DVC gets no data for it: with a stage that depends on some it fails.
  sequence('exp run --dry with other parameters', [
    run('init'),
    write({
      'dvc.yaml': 'stages:\n  train:\n    cmd: cp params.yaml model\n    params: [lr]\n    outs: [model]\n',
      'params.yaml': 'lr: 1\n',
    }),
    commitAll('begin'),
    run('exp run --dry -n t -S lr=2', 'lines'),
    run('exp run --dry -n t -S none=1'),
    run('exp run --dry --temp -n t', 'lines'),
  ]),
  sequence('exp run --temp that fails', [...begin, run('exp run --temp -n t -S lr=7')]),
  sequence('exp run --temp of several values', [...begin, run('exp run --temp -n t -S lr=2,3')]),
  sequence('exp run --temp under a name that is taken', [
    ...begin,
    run('exp run --temp -n t'),
    run('exp run --temp -n t -S lr=5'),
    run('exp run --temp -n t -S lr=5 -f'),
  ]),
  sequence('exp run --temp with a text', [...begin, run("exp run --temp -n t -m 'a text'")]),
  sequence('exp run --temp with files to copy', [
    ...begin,
    write({ 'train.sh': 'cat extra/* > model; echo "{}" > m.json\n', 'extra/a': '1\n', 'extra/b/c': '2\n' }),
    shell('rm -r extra/b'),
    run('exp run --temp -n t -C extra'),
  ]),
]

/** The queue of experiments: either tool's is the other's. */
export const queueSequences: readonly Sequence[] = [...queued, ...removed, ...ran, ...beside]
