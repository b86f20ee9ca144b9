import { commitAll, remove, run, type Sequence, sequence, write } from '../sequence.ts'

const begin = [run('init'), commitAll('begin')]
const chain = `stages:
  clean:
    cmd: cat raw.txt > clean.txt
    deps:
    - raw.txt
    outs:
    - clean.txt
  count:
    cmd: wc -l < clean.txt > count.txt
    deps:
    - clean.txt
    outs:
    - count.txt
  report:
    cmd: 'test -f count.txt && echo "{\\"lines\\": 1.5}" > metrics.json'
    deps:
    - count.txt
    metrics:
    - metrics.json:
        cache: false
`
const tuned = `stages:
  train:
    cmd: cat params.yaml data.txt > model.txt
    deps:
    - data.txt
    params:
    - lr
    - train.epochs
    outs:
    - model.txt
`
const params = 'lr: 1e-5\ntrain:\n  epochs: 10\n  layers: [1, 2]\nother: yes\n'

const withoutData = remove('.dvc/cache', 'raw.txt', 'clean.txt', 'count.txt')

const kept = { '.gitignore': 'after a failure DVC shows outputs of finished stages to Git again; we keep them hidden' }

/** Stages, their lock file, and what makes them run again. */
export const pipelineSequences: readonly Sequence[] = [
  sequence('stage add and repro', [
    ...begin,
    write({ a: 'x\n' }),
    run("stage add -n s1 -d a -o b 'cp a b'", 'lines'),
    run('repro', 'lines'),
    run('repro', 'lines'),
    run('status --json'),
  ]),
  sequence('a changed dependency', [
    ...begin,
    write({ a: 'x\n' }),
    run("stage add -n s1 -d a -o b 'cp a b'"),
    run('repro'),
    write({ a: 'y\n' }),
    run('status --json'),
    run('status', 'lines'),
    run('status -q'),
    run('repro', 'lines'),
  ]),
  sequence('the run cache', [
    ...begin,
    write({ a: 'x\n' }),
    run("stage add -n s1 -d a -o b 'cp a b'"),
    run('repro'),
    write({ a: 'y\n' }),
    run('repro'),
    write({ a: 'x\n' }),
    run('repro', 'lines'),
    run('status --json'),
  ]),
  sequence('a chain', [
    ...begin,
    write({ 'raw.txt': '1\n2\n', 'dvc.yaml': chain }),
    run('repro', 'lines'),
    write({ 'raw.txt': '1\n2\n3\n' }),
    run('repro', 'lines'),
    run('repro', 'lines'),
    run('status --json'),
  ]),
  sequence('a chain that stops early', [
    ...begin,
    write({ 'raw.txt': '1\n2\n', 'dvc.yaml': chain }),
    run('repro'),
    write({ 'raw.txt': '3\n4\n' }),
    run('repro', 'lines'),
    run('repro', 'lines'),
  ]),
  sequence('parameters', [
    ...begin,
    write({ 'data.txt': 'd\n', 'params.yaml': params, 'dvc.yaml': tuned }),
    run('repro'),
    run('status --json'),
    write({ 'params.yaml': params.replace('yes', 'no') }),
    run('status --json'),
    write({ 'params.yaml': params.replace('1e-5', '0.5') }),
    run('status --json'),
    run('repro', 'lines'),
    run('status --json'),
  ]),
  sequence('parameters in every kind of file', [
    ...begin,
    write({
      'params.yaml': 'a: 1.0\nb: 1e20\nc: -0.0\nd: 010\ne: 0x1F\nf: 1_000\ng: "010"\nh: ~\ni: .5\nj: 1E-4\nk: 12:30\n',
      'p.json': '{"x": 1.0, "y": [1, 2.0, null, true], "z": {"deep": "é"}}',
      'p.toml': 'x = 1.0\ny = [1, 2]\n[t]\nz = "s"\n',
      'p.py': 'LR = 1e-3\nNAMES = ["a", "b"]\nclass Train:\n    epochs: int = 10\n',
      'dvc.yaml':
        'stages:\n  s:\n    cmd: echo 1 > out\n    params:\n    - a\n    - b\n    - c\n    - d\n    - e\n    - f\n    - g\n    - h\n    - i\n    - j\n    - k\n    - p.json:\n      - x\n      - y\n      - z.deep\n    - p.toml:\n    - p.py:\n      - LR\n      - NAMES\n      - Train.epochs\n    outs:\n    - out\n',
    }),
    run('repro'),
    run('status --json'),
    run('params diff --json'),
  ]),
  sequence('equal numbers are equal', [
    ...begin,
    write({
      'params.yaml': 'flag: 1\nn: 2\n',
      'dvc.yaml': 'stages:\n  s:\n    cmd: echo 1 > out\n    params:\n    - flag\n    - n\n    outs:\n    - out\n',
    }),
    run('repro'),
    write({ 'params.yaml': 'flag: true\nn: 2.0\n' }),
    run('status --json'),
    run('repro', 'lines'),
  ]),
  sequence('missing parameters', [
    ...begin,
    write({ 'data.txt': 'd\n', 'params.yaml': 'lr: 1\n', 'dvc.yaml': tuned }),
    run('repro'),
    run('status --json'),
  ]),
  sequence(
    'a stage that fails',
    [
      ...begin,
      write({
        'dvc.yaml':
          'stages:\n  good:\n    cmd: echo 1 > g\n    outs:\n    - g\n  bad:\n    cmd: exit 3\n    deps:\n    - g\n    outs:\n    - b\n',
      }),
      run('repro'),
    ],
    [],
    kept,
  ),
  sequence('a missing dependency', [
    ...begin,
    write({ 'dvc.yaml': 'stages:\n  s:\n    cmd: cp a b\n    deps:\n    - a\n    outs:\n    - b\n' }),
    run('repro'),
    run('status --json'),
  ]),
  sequence(
    'a missing output',
    [...begin, write({ 'dvc.yaml': 'stages:\n  s:\n    cmd: echo nothing\n    outs:\n    - b\n' }), run('repro')],
    [],
    kept,
  ),
  sequence('directories as outputs', [
    ...begin,
    write({
      'in/1': '1',
      'in/2': '2',
      'dvc.yaml':
        'stages:\n  s:\n    cmd: mkdir -p out/sub && cp in/* out/sub/\n    deps:\n    - in\n    outs:\n    - out\n',
    }),
    run('repro'),
    run('status --json'),
    write({ 'in/3': '3' }),
    run('status --json'),
    run('repro', 'lines'),
  ]),
  sequence('an executable output', [
    ...begin,
    write({ 'dvc.yaml': 'stages:\n  s:\n    cmd: echo x > tool && chmod +x tool\n    outs:\n    - tool\n' }),
    run('repro'),
    run('status --json'),
  ]),
  sequence('interpolation', [
    ...begin,
    write({
      'params.yaml': 'name: b\nn: 3\nlist: [1, two]\nflags:\n  fast: true\n  slow: false\n  depth: 2\n  word: a b\n',
      'dvc.yaml':
        'vars:\n- where: in\nstages:\n  s:\n    cmd: echo ${n} ${list[1]} ${flags} > ${name}\n    deps:\n    - ${where}\n    outs:\n    - ${name}\n',
      in: 'x',
    }),
    run('repro', 'lines'),
    run('status --json'),
  ]),
  sequence('interpolation that fails', [
    ...begin,
    write({ 'params.yaml': 'a: 1\n', 'dvc.yaml': 'stages:\n  s:\n    cmd: echo ${nope.deep}\n' }),
    run('repro'),
    run('status'),
  ]),
  sequence('working directories', [
    ...begin,
    write({
      'sub/a': 'x\n',
      'sub/params.yaml': 'p: 1\n',
      'dvc.yaml':
        'stages:\n  s:\n    cmd: cp a b\n    wdir: sub\n    deps:\n    - a\n    params:\n    - p\n    outs:\n    - b\n',
    }),
    run('repro'),
    run('status --json'),
  ]),
  sequence('a pipeline in a folder', [
    ...begin,
    write({
      'sub/a': 'x\n',
      'sub/dvc.yaml': 'stages:\n  t1:\n    cmd: cp a b\n    deps:\n    - a\n    outs:\n    - b\n',
    }),
    run('repro sub/dvc.yaml:t1', 'lines'),
    run('status --json'),
    run('repro sub/dvc.yaml', 'lines'),
  ]),
  sequence('data and pipeline together', [
    ...begin,
    write({ a: 'x\n' }),
    run('add a'),
    run("stage add -n s -d a -o b 'cp a b'"),
    run('repro', 'lines'),
    run('repro', 'lines'),
    write({ a: 'y\n' }),
    run('status --json'),
    run('repro'),
    run('status --json'),
  ]),
  sequence('outputs that are not cached', [
    ...begin,
    write({
      'dvc.yaml':
        'stages:\n  s:\n    cmd: echo 1 > a && echo 2 > b\n    outs:\n    - a:\n        cache: false\n    - b:\n        persist: true\n',
    }),
    run('repro'),
    run('status --json'),
    run('repro', 'lines'),
  ]),
  sequence('always changed', [
    ...begin,
    write({
      'dvc.yaml':
        'stages:\n  s:\n    cmd: echo 1 > a\n    always_changed: true\n    outs:\n    - a\n  c:\n    cmd: exit 0\n',
    }),
    run('repro', 'lines'),
    run('status --json'),
    run('repro', 'lines'),
  ]),
  sequence('frozen', [
    ...begin,
    write({
      a: 'x\n',
      'dvc.yaml': 'stages:\n  s:\n    cmd: cp a b\n    frozen: true\n    deps:\n    - a\n    outs:\n    - b\n',
    }),
    write({ b: 'x\n' }),
    run('repro'),
    run('status --json'),
  ]),
  sequence('commands of several lines', [
    ...begin,
    write({
      'dvc.yaml':
        'stages:\n  lines:\n    cmd: |\n      echo 1 > a\n      echo 2 >> a\n    outs:\n    - a\n  list:\n    cmd:\n    - echo 1 > b\n    - echo 2 >> b\n    outs:\n    - b\n',
    }),
    run('repro', 'lines'),
    run('status --json'),
  ]),
  sequence(
    'a long command',
    [
      ...begin,
      write({
        'dvc.yaml':
          "stages:\n  s:\n    cmd: echo this is a rather long command that goes on and on until it is longer than eighty columns > out\n    outs:\n    - out\n  q:\n    cmd: 'echo \"it''s\": # quoted > /dev/null; echo a rather long one with quotes and more and more > out2'\n    outs:\n    - out2\n",
      }),
      run('repro'),
      run('status --json'),
    ],
    [],
    kept,
  ),
  sequence('a pipeline changes by hand', [
    ...begin,
    write({ a: 'x\n', c: 'z\n' }),
    run("stage add -n s -d a -o b 'cp a b'"),
    run('repro'),
    run("stage add -f -n s -d a -d c -o b 'cat a c > b'"),
    run('status --json'),
    run('repro', 'lines'),
  ]),
  sequence('lost outputs', [
    ...begin,
    write({ 'raw.txt': '1\n', 'dvc.yaml': chain }),
    run('repro'),
    remove('clean.txt', 'count.txt'),
    run('status --json'),
    run('checkout', 'lines'),
    run('repro', 'lines'),
  ]),
  sequence('repro brings back what was deleted', [
    ...begin,
    write({ 'raw.txt': '1\n', 'dvc.yaml': chain }),
    run('repro'),
    remove('clean.txt'),
    run('repro', 'lines'),
    run('status --json'),
  ]),
  sequence('dry', [
    ...begin,
    write({ 'raw.txt': '1\n', 'dvc.yaml': chain }),
    run('repro'),
    run('repro --dry', 'lines'),
    write({ 'raw.txt': '2\n' }),
    run('repro -s clean --dry'),
    run('status --json'),
  ]),
  sequence('forced', [
    ...begin,
    write({ 'raw.txt': '1\n', 'dvc.yaml': chain }),
    run('repro'),
    run('repro -f', 'lines'),
    run('repro -s count', 'lines'),
    run('repro --downstream count -f', 'lines'),
  ]),
  sequence('repro without commit', [
    ...begin,
    write({ a: 'x\n' }),
    run("stage add -n s -d a -o b 'cp a b'"),
    run('repro --no-commit'),
    run('status --json'),
    run('commit'),
    run('status --json'),
  ]),
  sequence('commit by hand', [
    ...begin,
    write({ a: 'x\n' }),
    run("stage add -n s -d a -o b 'cp a b'"),
    run('repro'),
    write({ b: 'mine\n' }),
    run('commit -f'),
    run('status --json'),
  ]),
  sequence(
    'keep going',
    [
      ...begin,
      write({
        'dvc.yaml':
          'stages:\n  bad:\n    cmd: exit 1\n    outs:\n    - x\n  after:\n    cmd: cp x y\n    deps:\n    - x\n    outs:\n    - y\n  other:\n    cmd: echo 1 > z\n    outs:\n    - z\n',
      }),
      run('repro -k'),
      run('repro --ignore-errors'),
    ],
    [],
    kept,
  ),
  sequence('mistakes in dvc.yaml', [
    ...begin,
    write({ 'dvc.yaml': 'stages:\n  s:\n    cmd: echo\n    foo: 1\n' }),
    run('repro'),
    write({ 'dvc.yaml': 'stages:\n  s:\n    deps: [a]\n' }),
    run('status'),
    write({ 'dvc.yaml': 'stages:\n  s:\n    cmd: a: b: c\n' }),
    run('repro'),
  ]),
  sequence('mistakes in expressions, groups and lists', [
    ...begin,
    write({
      'dvc.yaml':
        'stages:\n  good:\n    cmd: echo 1 > g\n    outs: [g]\n  bad:\n    cmd: echo ${zz}\n    outs: [b]\n  each:\n    foreach: ${list}\n    do:\n      cmd: echo\nmetrics:\n- ${mm}\n',
    }),
    run('repro'),
    run('repro bad'),
    run('status'),
    run('dag'),
    run('gc -w -f'),
    run('checkout'),
    run('push'),
    write({
      'dvc.yaml': 'vars:\n- no.yaml\n- lr: 1\nstages:\n  good:\n    cmd: echo 1 > g\n    outs: [g]\n',
      'params.yaml': 'lr: 2\n',
    }),
    run('repro'),
    run('status'),
    write({ 'dvc.yaml': 'stages:\n  good:\n    cmd: echo 1 > g\n    outs: [g]\n', 'dvc.lock': 'schema: 1\n' }),
    run('repro'),
    run('status'),
    run('gc -w -f'),
    remove('dvc.lock'),
    write({ 'data.dvc': 'outs: 3\n' }),
    run('repro'),
    run('status'),
    run('gc -w -f'),
  ]),
  sequence('clashing outputs', [
    ...begin,
    write({
      'dvc.yaml': 'stages:\n  a:\n    cmd: echo > x\n    outs:\n    - x\n  b:\n    cmd: echo > x\n    outs:\n    - x\n',
    }),
    run('repro'),
    write({
      'dvc.yaml':
        'stages:\n  a:\n    cmd: echo\n    deps: [y]\n    outs: [x]\n  b:\n    cmd: echo\n    deps: [x]\n    outs: [y]\n',
    }),
    run('repro'),
  ]),
  sequence(
    'push and pull of a pipeline',
    [
      ...begin,
      run('remote add -d store ../store'),
      write({ 'raw.txt': '1\n', 'dvc.yaml': chain }),
      run('repro'),
      commitAll('ran'),
      run('push', 'lines'),
      remove('clean.txt', 'count.txt', '.dvc/cache'),
      run('pull', 'lines'),
      run('status --json'),
      run('repro', 'lines'),
    ],
    ['store'],
  ),
  sequence('stage list', [
    ...begin,
    write({ 'raw.txt': '1\n', 'dvc.yaml': chain }),
    run('stage list', 'lines'),
    run('stage list --name-only', 'lines'),
  ]),
  sequence('stage add with everything', [
    ...begin,
    write({ a: '', 'p.json': '{}', 'params.yaml': 'lr: 1\n' }),
    run(
      "stage add -n s -d a -d b -p lr -p p.json:x,y -o out -O plain --outs-persist keep -m m.json -M n.json --plots plot.csv -w . --desc 'what it does' --always-changed python train.py --lr 0.1",
      'lines',
    ),
    run('stage add -n s echo'),
    run("stage add -n 'a b' echo"),
    run('stage add -n x!y echo'),
    run('stage add -n t'),
  ]),
  sequence('remove a stage', [
    ...begin,
    write({ 'raw.txt': '1\n', 'dvc.yaml': chain }),
    run('repro'),
    run('remove count'),
    run('remove clean report'),
    run('status --json'),
  ]),
  sequence('dag', [
    ...begin,
    write({ 'raw.txt': '1\n', 'dvc.yaml': chain }),
    run('dag --dot', 'lines'),
    run('dag --mermaid', 'lines'),
    run('dag --md', 'lines'),
    run('dag count --mermaid', 'lines'),
  ]),
  sequence('metrics', [
    ...begin,
    write({
      'm.json': '{"a": 0.123456789, "b": {"c": 1e-07, "d": 5}, "s": "x", "n": null, "l": [1], "t": true}',
      'dvc.yaml': 'metrics:\n- m.json\n',
    }),
    commitAll('one'),
    run('metrics show', 'lines'),
    run('metrics show --json'),
    run('metrics show --md', 'lines'),
    run('metrics show --precision 2', 'lines'),
    write({ 'm.json': '{"a": 0.5, "b": {"c": 2.0, "e": 1}, "s": "y", "t": true}' }),
    run('metrics diff', 'lines'),
    run('metrics diff --json'),
    run('metrics diff --all --json'),
    run('metrics diff --md --no-path', 'lines'),
    run('metrics diff HEAD HEAD'),
    run('metrics diff nope'),
  ]),
  sequence('params diff', [
    ...begin,
    write({
      'params.yaml': 'a: 1\nb: [1, 2]\nc:\n  d: 1.5\n',
      'other.json': '{"z": 1}',
      'dvc.yaml':
        'stages:\n  s:\n    cmd: echo 1 > o\n    params:\n    - a\n    - other.json:\n      - z\n    outs:\n    - o\n',
    }),
    commitAll('one'),
    run('params diff --json'),
    write({ 'params.yaml': 'a: 2\nb: [1, 3]\nc:\n  d: 1.5\ne: new\n', 'other.json': '{"z": 2}' }),
    run('params diff --json'),
    run('params diff', 'lines'),
    run('params diff --md', 'lines'),
    run('params diff --all --json'),
    run('params diff --deps --json'),
    run('params diff --targets params.yaml --json'),
  ]),
  sequence('repro with data from a remote', [
    ...begin,
    write({ 'raw.txt': 'x\n', 'dvc.yaml': chain }),
    run('add raw.txt'),
    run('repro'),
    run('remote add -d near ../near'),
    run('push --run-cache'),
    commitAll('one'),
    withoutData,
    run('repro --pull', 'lines'),
    run('repro --pull', 'lines'),
    withoutData,
    run('repro --pull --allow-missing', 'lines'),
    write({ 'dvc.yaml': chain.replace('wc -l < clean.txt', 'wc -c < clean.txt') }),
    run('repro --pull --allow-missing', 'lines'),
    write({ 'dvc.yaml': chain }),
    remove('.dvc/cache', 'count.txt'),
    run('repro --pull', 'lines'),
    withoutData,
    remove('../near'),
    run('repro --pull', 'lines'),
  ]),
]
