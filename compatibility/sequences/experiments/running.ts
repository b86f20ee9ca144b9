import { commitAll, git, remove, run, type Sequence, type Step, sequence, shell, write } from '../../sequence.ts'

/** Two stages, data, and what stands beside the stages; everything that Git is to know is committed. */
const pipeline = {
  'dvc.yaml': `stages:
  prep:
    cmd: cp raw prep.txt
    deps: [raw, script.py]
    outs: [prep.txt]
  train:
    cmd: "sed 's/lr/acc/' params.yaml > m.json; cat params.yaml prep.txt > model; echo x > side"
    deps: [prep.txt]
    params: [lr]
    outs: [model, {side: {cache: false}}]
    metrics: [{m.json: {cache: false}}]
params: [params.yaml, other.yaml]
metrics: [top.json]
plots: [points.csv]
`,
  raw: 'r\n',
  'script.py': '1\n',
  'params.yaml': 'lr: 1\nepochs: 2\n',
  'other.yaml': 'k: 1\n',
  'top.json': '{"t": 1}\n',
  'points.csv': 'step,v\n1,2\n',
}
const begin = [run('init'), write(pipeline), commitAll('begin')]

/** The same, once run and committed. */
const reproduced = [...begin, run('repro'), commitAll('reproduced')]

/** Of what Git does not know yet, only what belongs to stages and lists becomes part of an experiment. */
const uncommitted = [
  run('init'),
  write({ 'dvc.yaml': pipeline['dvc.yaml'], 'params.yaml': 'lr: 1\n' }),
  commitAll('begin'),
  write(pipeline),
]

/** What comes next has the same files: of several experiments at one commit DVC names any. */
function instead(name: string): readonly Step[] {
  return [run(`exp remove ${name}`)]
}

/** A sequence in which something fails. */
function keepingHidden(name: string, steps: readonly Step[]): Sequence {
  return sequence(name, steps, [], {
    '.gitignore': 'after a failure DVC shows outputs of finished stages to Git again; we keep them hidden',
  })
}

const runs: readonly Sequence[] = [
  sequence('exp run in a project that never ran', [...begin, run('exp run -n e1', 'lines')]),
  sequence('exp run twice and then nothing to do', [...begin, run('exp run -n e1'), run('exp run -n e2', 'lines')]),
  sequence('exp run of a changed parameter', [
    ...reproduced,
    write({ 'params.yaml': 'lr: 2 # more\nepochs: 2\n' }),
    run('exp run -n e1', 'lines'),
    run('status --json'),
  ]),
  sequence('exp run with files that Git does not know', [
    ...uncommitted,
    write({ loose: 'l\n', 'dir/loose': 'l\n' }),
    run('exp run -n e1'),
  ]),
  sequence('exp run with a new file in the index', [
    ...reproduced,
    write({ new: 'n\n' }),
    git('add new'),
    run('exp run -n e1'),
  ]),
  sequence('exp run with a file that has gone', [...reproduced, remove('top.json'), run('exp run -n e1')]),
  sequence('exp run with a changed stage', [
    ...reproduced,
    shell("sed -i 's/echo x/echo y/' dvc.yaml"),
    run('exp run -n e1', 'lines'),
  ]),
  sequence('exp run with a name that is taken', [
    ...reproduced,
    run('exp run -n e1'),
    run('exp run -n e1'),
    write({ 'params.yaml': 'lr: 3\nepochs: 2\n' }),
    run('exp run -n e1'),
    run('exp run -n e1 --force'),
  ]),
  sequence('exp run with names that cannot be', [
    ...reproduced,
    run('exp run -n a/b'),
    run("exp run -n 'a b'"),
    run('exp run -n a..b'),
    run('exp run -n -- -x'),
    run('exp run -n a.lock'),
    run('exp run -n a~1'),
  ]),
  sequence('exp run with words of its own', [
    ...reproduced,
    run("exp run -n e1 -m 'first try'"),
    run("exp run -n e2 --message 'second\n\nwith more'"),
    run('exp run -n e3 -M old'),
  ]),
  sequence(
    'exp run in which a stage fails',
    [...reproduced, shell("sed -i 's/echo x/exit 3/; s/lr: 1/lr: 4/' dvc.yaml params.yaml"), run('exp run -n e1')],
    [],
    {
      side: 'outputs come back after a failure',
      'm.json': 'outputs come back after a failure',
      model: 'outputs come back after a failure',
    },
  ),
  sequence('exp run of a target', [
    ...reproduced,
    write({ raw: 's\n' }),
    run('exp run -n e1 prep', 'lines'),
    run('exp run -n e2 -s train', 'lines'),
  ]),
  sequence('exp run of what follows', [
    ...reproduced,
    run('exp run -n e1 --downstream train -f', 'lines'),
    run('exp run -n e2 --force-downstream --pipeline train', 'lines'),
    ...instead('e2'),
    run('exp run -n e3 -P', 'lines'),
    ...instead('e3'),
    run('exp run -n e4 -R .', 'lines'),
  ]),
  keepingHidden('exp run goes on after a failure', [
    ...begin,
    write({
      'dvc.yaml': 'stages:\n  bad:\n    cmd: exit 3\n  good:\n    cmd: echo g > good\n    outs: [good]\n',
    }),
    run('exp run -n e1 -k'),
    run('exp run -n e2 --ignore-errors'),
  ]),
  sequence('exp run with data that only a remote has', [
    ...reproduced,
    shell('mkdir ../remote'),
    run('remote add -d storage ../remote'),
    run('push'),
    commitAll('remote'),
    shell('rm -rf .dvc/cache prep.txt model'),
    run('exp run -n e1 --allow-missing', 'lines'),
    ...instead('e1'),
    run('exp run -n e2 --pull', 'lines'),
    ...instead('e2'),
    run('exp run -n e3 -i', 'lines'),
  ]),
  sequence('exp run -S of values', [
    ...reproduced,
    run('exp run -n e1 -S lr=2', 'lines'),
    run('exp run -n e2 --set-param lr=0.5 -S epochs=7'),
    run('exp run -n e3 -S other.yaml:k=text'),
    run('exp run -n e4 -S nothing=1'),
    run('exp run -n e5 -S +more=1'),
    run('exp run -n e6 -S lr=1,2'),
    run('exp run -n e7 -S ~more'),
    run('exp run -n e8 -S =='),
  ]),
  sequence('exp run -S of a file that is not there', [
    ...reproduced,
    run('exp run -n e1 -S new.yaml:a=1'),
    run('exp run -n e2 -S new.yaml:+a=1'),
  ]),
  sequence('exp run -S with a name that is taken', [...reproduced, run('exp run -n e1'), run('exp run -n e1 -S lr=5')]),
  sequence('exp run of parameters that Hydra composes', [
    ...reproduced,
    write({
      'conf/config.yaml': 'defaults:\n  - model: small\n  - _self_\nlr: 3\n',
      'conf/model/small.yaml': 'size: 1\n',
      'conf/model/large.yaml': 'size: 2\n',
    }),
    run('config hydra.enabled True'),
    commitAll('hydra'),
    run('exp run -n e1'),
    run('exp run -n e2 -S model=large -S lr=4'),
    run('exp run -n e3 --no-hydra -S lr=9'),
  ]),
  sequence('exp run without a dvc.yaml', [run('init'), commitAll('begin'), run('exp run -n e1')]),
  sequence('exp run where nothing is committed', [run('init'), write(pipeline), run('exp run -n e1')]),
  sequence('exp run without Git', [
    run('init --no-scm -f'),
    write(pipeline),
    run('exp run -n e1'),
    run('exp save -n e1'),
  ]),
  sequence('exp run with HEAD detached', [
    ...reproduced,
    git('checkout --quiet --detach'),
    write({ 'params.yaml': 'lr: 2\n' }),
    run('exp run -n e1'),
  ]),
  sequence('exp run with tracked data that was changed', [
    ...begin,
    write({ data: 'one\n' }),
    run('add data'),
    commitAll('data'),
    remove('data'),
    write({ data: 'two\n' }),
    run('exp run -n e1'),
  ]),
  sequence('exp run brings missing outputs back', [
    ...reproduced,
    remove('model', 'prep.txt'),
    run('exp run -n e1', 'lines'),
  ]),
  sequence('exp run in a folder with a pipeline of its own', [
    ...begin,
    write({
      'sub/dvc.yaml': 'stages:\n  t:\n    cmd: cp in out\n    deps: [in]\n    outs: [out]\nmetrics: [m.yaml]\n',
      'sub/in': 'i\n',
      'sub/m.yaml': 'a: 1\n',
    }),
    git('add sub/dvc.yaml'),
    run('exp run -n e1 sub/dvc.yaml', 'lines'),
    run('exp run -n e2 -P'),
  ]),
  sequence('exp run with environment for its stages', [
    run('init'),
    write({
      'dvc.yaml':
        'stages:\n  env:\n    cmd: echo $DVC_EXP_NAME $DVC_EXP_BASELINE_REV $DVC_STAGE > env; test $DVC_ROOT = $PWD\n    outs: [{env: {cache: false}}]\n',
    }),
    commitAll('begin'),
    run('exp run -n e1'),
  ]),
  sequence('exp run with outputs in folders', [
    run('init'),
    write({
      'dvc.yaml':
        'stages:\n  many:\n    cmd: mkdir -p plots sub && echo a > plots/a.tsv && echo b > plots/b.tsv && echo c > sub/c\n    outs: [sub]\nplots: [plots]\n',
    }),
    commitAll('begin'),
    run('exp run -n e1'),
  ]),
  sequence('exp run --dry', [...begin, run('exp run -n e1 prep --dry', 'lines'), run('exp run --dry -n e1 prep')]),
]

const saves: readonly Sequence[] = [
  sequence('exp save of a changed workspace', [
    ...reproduced,
    write({ 'params.yaml': 'lr: 2\nepochs: 2\n', loose: 'l\n' }),
    run('exp save -n e1', 'lines'),
    run('exp save --name e2 --json'),
  ]),
  sequence('exp save of what Git does not know', [
    ...uncommitted,
    write({ loose: 'l\n', 'dir/a': 'a\n', 'dir/b': 'b\n' }),
    run('repro'),
    run('exp save -n e1 -I loose -I dir -I nothing'),
  ]),
  sequence('exp save of changed outputs and data', [
    ...reproduced,
    write({ data: 'one\n' }),
    run('add data'),
    commitAll('data'),
    remove('data', 'model'),
    write({ data: 'two\n', model: 'by hand\n' }),
    run('exp save -n e1'),
    run('status --json'),
  ]),
  sequence('exp save of some targets', [
    ...reproduced,
    write({ data: 'one\n' }),
    run('add data'),
    commitAll('data'),
    remove('data', 'model'),
    write({ data: 'two\n', model: 'by hand\n' }),
    run('exp save -n e1 data.dvc'),
    run('exp save -n e2 train -m words'),
    run('exp save -n e3 nowhere'),
    run('exp save -n e4 -R .'),
    run('exp save -n e5 -M old'),
  ]),
  sequence('exp save with a name that is taken', [
    ...reproduced,
    run('exp save -n e1'),
    run('exp save -n e1'),
    write({ 'params.yaml': 'lr: 2\nepochs: 2\n' }),
    run('exp save -n e1'),
    run('exp save -n e1 -f'),
    run('exp save -n a/b'),
  ]),
  sequence('exp save where an output is missing', [...reproduced, remove('model'), run('exp save -n e1')]),
  keepingHidden('exp save before anything ran', [...begin, run('exp save -n e1')]),
  sequence('exp save without a pipeline', [
    run('init'),
    commitAll('begin'),
    write({ 'params.yaml': 'a: 1\n', notes: 'n\n' }),
    git('add notes'),
    run('exp save -n e1 -I params.yaml', 'lines'),
  ]),
]

/** Experiments made by either tool, by all ways there are. */
export const runningExperimentSequences: readonly Sequence[] = [...runs, ...saves]
