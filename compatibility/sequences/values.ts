import { commitAll, remove, run, type Sequence, sequence, shell, write } from '../sequence.ts'

const begin = [run('init'), commitAll('begin')]

const measured = {
  'dvc.yaml': `metrics:
- top.json
- many
stages:
  s:
    cmd: cp in.json out.json && mkdir -p dir && cp in.json dir/a.json && cp in.yaml dir/b.yaml && cp in.yaml plain.yaml
    deps: [in.json, in.yaml]
    metrics:
    - out.json
    - dir
    - plain.yaml:
        cache: false
`,
  'in.json': '{"a": 0.123456789, "b": {"c": 1e-07, "d": 5}, "s": "x", "n": null, "l": [1], "t": true, "e": {}}',
  'in.yaml': 'x: 1\ny: 2.5\nz: {w: .nan, v: .inf}\n',
  'top.json': '{"top": 1}',
  'many/1.json': '{"one": 1}',
  'many/deep/2.toml': 'two = 2\n',
  'sub/dvc.yaml': 'metrics:\n- m.json\n- ../top.json\n',
  'sub/m.json': '{"m": 3}',
}
const tuned = {
  'dvc.yaml': `vars:
- used.yaml
- inline: 1
params:
- extra.toml
- folder
stages:
  s:
    cmd: echo \${u.one} \${u.list[0]} \${lr} \${inline} \${twice.x} > o
    params:
    - lr
    - net.layers
    - p.json:
      - a.b
    - whole.py:
    - twice.yaml:
      - y
    vars:
    - twice.yaml
    outs: [o]
`,
  'params.yaml': 'lr: 0.1\nnet:\n  layers: [1, 2]\n  size: 5\nother: x\n',
  'used.yaml': 'u:\n  one: 1\n  two: 2\n  list: [5, 6]\nnot: used\n',
  'twice.yaml': 'twice: {x: 1}\ny: 2\n',
  'extra.toml': 'x = 1\n[t]\ny = "s"\n',
  'folder/f.yaml': 'f: 1\n',
  'folder/deep/g.json': '{"g": [1, {"h": 2}]}',
  'p.json': '{"a": {"b": 1, "c": 2}, "l": [7, 8]}',
  'whole.py':
    'LR = 1e-3\nT = [1, 2]\nD = {"k": None}\nclass C:\n    x: int = 1\n    class I:\n        y = "s"\n    def __init__(self):\n        self.z = -1.5\n',
}
const changed = {
  'params.yaml': 'lr: 0.2\nnet:\n  layers: [1, 3]\n  size: 6\nother: x\nfresh:\n  deep: {er: null}\n',
  'used.yaml': 'u:\n  one: 2\n  two: 3\n  list: [7, 6]\nnot: changed\n',
  'twice.yaml': 'twice: {x: 5}\ny: 3\n',
  'extra.toml': 'x = 2.0\n',
  'folder/f.yaml': 'f: 1.0\n',
  'folder/deep/g.json': '{"g": [1, {"h": 3}], "new": {}}',
  'p.json': '{"a": {"b": "one", "c": 3}, "l": [9, 8]}',
  'whole.py': 'LR = 1e-3\nT = [1, 3]\nD = {"k": 1}\nclass C:\n    x: int = 2\n',
}

/** Metrics and parameters of the workspace and of revisions. */
export const valueSequences: readonly Sequence[] = [
  sequence('values in files that end in yml', [
    run('init', 'nothing'),
    write({
      'params.yml': 'lr: 1\n',
      'metrics.yml': 'a: 1\n',
      'plot.yml': '- x: 1\n  y: 2\n',
      'dvc.yaml':
        'params: [params.yml]\nmetrics: [metrics.yml]\nplots: [plot.yml]\nstages:\n  s:\n    cmd: echo ${lr} > o\n    vars: [params.yml]\n    params: [{params.yml: [lr]}]\n    outs: [o]\n',
    }),
    run('repro'),
    commitAll('one'),
    write({ 'params.yml': 'lr: 2\n', 'metrics.yml': 'a: 2\n', 'plot.yml': '- x: 1\n  y: 3\n' }),
    run('params diff --json'),
    run('params diff --json --targets params.yml'),
    run('metrics show', 'lines'),
    run('metrics diff --json'),
    run('plots show --json'),
    run('plots diff --json'),
    run('status --json'),
    shell('mv dvc.yaml dvc.yml'),
    run('status', 'lines'),
    run('repro dvc.yml:s'),
    run('stage list'),
  ]),
  sequence('metrics show of everything', [
    ...begin,
    write(measured),
    run('metrics show --json'),
    run('repro'),
    run('metrics show --json'),
    run('metrics show', 'lines'),
    run('metrics show --md', 'lines'),
    run('metrics show --precision 3', 'lines'),
    run('metrics show --precision 0 --md', 'lines'),
    run('--cd sub metrics show --json'),
    run('--cd sub metrics show', 'lines'),
    run('metrics show top.json many --json'),
    run('metrics show -R many dir', 'lines'),
    run('metrics show in.yaml --json'),
    run('--cd sub metrics show ../dir/a.json m.json --json'),
    run('metrics show nope --json'),
    run('metrics show nope', 'lines'),
  ]),
  sequence('metrics show of what only the cache has', [
    ...begin,
    write(measured),
    run('repro'),
    commitAll('one'),
    remove('out.json', 'dir'),
    run('metrics show --json'),
    run('metrics show dir --json'),
    run('metrics show dir/a.json out.json --json'),
    run('metrics diff HEAD --json'),
    remove('.dvc/cache'),
    run('metrics show'),
    run('metrics diff HEAD --json'),
  ]),
  sequence(
    'metrics of what only a remote has',
    [
      ...begin,
      run('remote add -d store ../store'),
      write(measured),
      run('repro'),
      run('push'),
      commitAll('one'),
      remove('out.json', 'dir', '.dvc/cache'),
      run('metrics show --json'),
    ],
    [],
    { '.dvc/cache': 'a command that looks keeps nothing' },
  ),
  sequence('metrics show of revisions', [
    ...begin,
    run('metrics show -a --json'),
    write(measured),
    run('repro'),
    commitAll('one'),
    shell('git tag v1 && git tag v1.1'),
    write({ 'top.json': '{"top": 2, "more": 0.1}' }),
    run('metrics show -a --json'),
    run('metrics show -T --json'),
    run('metrics show -a -T', 'lines'),
    run('metrics show -aT top.json --json'),
    commitAll('two'),
    shell('git checkout -q -b other'),
    write({ 'top.json': '{"top": 3}' }),
    commitAll('three'),
    run('metrics show -a --json'),
    run('metrics show --all-branches --md', 'lines'),
    run('metrics show --all-tags', 'lines'),
    run('metrics show -a -T top.json', 'lines'),
    run('metrics show -A top.json nope'),
    shell('git checkout -q --detach'),
    run('metrics show -a top.json --json'),
  ]),
  sequence('metrics that cannot be read', [
    ...begin,
    write({
      'dvc.yaml': 'metrics: [a.json, b.yaml, c.toml, d.json, e.json, f.json, g.json]\n',
      'a.json': '{',
      'b.yaml': 'a: b: c\n',
      'c.toml': 'x =\n',
      'e.json': '5',
      'f.json': '[1]',
      'g.json': '"text"',
    }),
    run('metrics show e.json f.json g.json --json'),
    run('metrics show e.json f.json g.json', 'lines'),
    run('metrics show'),
    commitAll('one'),
    write({ 'e.json': '6.5', 'g.json': '{"x": 1}' }),
    run('metrics diff --targets e.json f.json --json'),
    run('metrics diff --targets e.json', 'lines'),
    run('metrics diff', 'lines'),
    run('metrics diff --all --targets e.json f.json --json'),
    write({ 'dvc.yaml': 'metrics: {}\n' }),
    run('metrics show'),
    run('metrics show e.json --json'),
    run('metrics diff'),
    run('metrics diff --targets e.json --json'),
    run('params diff'),
    commitAll('broken'),
    write({ 'dvc.yaml': 'metrics: [e.json]\n' }),
    run('metrics diff', 'lines'),
    run('metrics diff HEAD HEAD~1'),
    run('params diff'),
  ]),
  sequence('values and plots of pipelines that cannot be read', [
    ...begin,
    ...[
      { 'sub/dvc.yaml': 'stages:\n  s:\n    cmd: a: b\n' },
      { 'sub/dvc.yaml': 'stages:\n  s:\n    cmd: echo\n    live: {dir: x}\n' },
      { 'sub/dvc.yaml': 'stages:\n  s:\n    cmd: echo ${none}\n' },
    ].flatMap((files) => [
      write(files),
      run('metrics show --json'),
      run('plots show --json'),
      run('metrics diff --md', 'lines'),
      run('params diff --md', 'lines'),
    ]),
    write({ 'sub/dvc.yaml': 'stages: {}\n' }),
    ...['--md', '--md --no-path', '--all --md'].flatMap((how) => [
      run(`metrics diff ${how}`, 'lines'),
      run(`params diff ${how}`, 'lines'),
    ]),
    run('metrics show --md', 'lines'),
    run('dag --dot', 'lines'),
    run('repro -P', 'lines'),
    write({ 'dvc.lock': 'old:\n  cmd: echo\n', 'dvc.yaml': 'stages: {}\n' }),
    run('metrics show --json'),
    run('plots show --json'),
  ]),
  sequence('metrics diff of revisions', [
    ...begin,
    run('metrics diff --json'),
    write(measured),
    run('repro'),
    commitAll('one'),
    write({
      'in.json': '{"a": 0.2, "b": {"c": 1e-06, "d": 7}, "s": "y", "t": false, "new": {"x": 1}}',
      'top.json': '{"top": 1.0}',
    }),
    run('repro'),
    commitAll('two'),
    run('metrics diff', 'lines'),
    run('metrics diff HEAD~1 HEAD --json'),
    run('metrics diff HEAD~1', 'lines'),
    run('metrics diff HEAD~1 --all --json'),
    run('metrics diff HEAD~1 --md', 'lines'),
    run('metrics diff HEAD~1 --no-path', 'lines'),
    run('metrics diff HEAD~1 --precision 8', 'lines'),
    run('metrics diff HEAD~1 --precision 0 --no-path --md', 'lines'),
    run('metrics diff HEAD~1 --targets dir top.json --json'),
    run('metrics diff HEAD~1 -R --targets dir', 'lines'),
    run('metrics diff HEAD~1 HEAD --targets nope', 'lines'),
    run('metrics diff HEAD~2 HEAD --json'),
    run('metrics diff main~1 main --json'),
    run('--cd sub metrics diff HEAD~1 --json'),
    run('metrics diff workspace HEAD~1 --json'),
    run('metrics diff nope'),
    run('metrics diff HEAD nope'),
    write({ 'top.json': '{"top": true}' }),
    run('metrics diff --all --targets top.json --json'),
  ]),
  sequence('metrics and params without Git', [
    shell('rm -rf .git'),
    run('init --no-scm'),
    write({ ...measured }),
    run('metrics show --json'),
    run('metrics show -a --json'),
    run('metrics diff --json'),
    run('params diff --json'),
  ]),
  sequence('metrics without a project', [
    write({ 'm.json': '{"a": 1}' }),
    commitAll('one'),
    write({ 'm.json': '{"a": 2}' }),
    run('metrics show m.json --json'),
    run('metrics show', 'lines'),
    run('metrics diff --targets m.json --json'),
    run('params diff --targets m.json --json'),
  ]),
  sequence('params diff of everything', [
    ...begin,
    write({ ...tuned }),
    commitAll('one'),
    run('params diff --json'),
    run('params diff --all --json'),
    write(changed),
    run('params diff --json'),
    run('params diff', 'lines'),
    run('params diff --md', 'lines'),
    run('params diff --no-path', 'lines'),
    run('params diff --all --json'),
    run('params diff --deps --json'),
    run('params diff --deps --all', 'lines'),
    run('params diff --targets p.json used.yaml --json'),
    run('params diff --targets folder --json'),
    run('params diff --targets nope', 'lines'),
    run('params diff HEAD workspace --json'),
    run('params diff workspace HEAD --json'),
    run('--cd folder params diff --json'),
    run('params diff nope'),
    commitAll('two'),
    run('params diff', 'lines'),
    run('params diff HEAD~1 HEAD --json'),
    run('params diff HEAD~2 HEAD --json'),
    run('params diff HEAD~1 --deps --json'),
  ]),
  sequence('params of every type in a diff', [
    ...begin,
    write({
      'params.yaml':
        'i: 1\nf: 1.0\nb: true\nn: null\ns: "1"\nbig: 123456789012345678901\nexp: 1e-7\nneg: -0.0\nl: []\nm: {}\nd: 2020-01-01\nu: é\nnan: .nan\n',
    }),
    commitAll('one'),
    write({
      'params.yaml':
        'i: 1.0\nf: 2\nb: 1\nn: 0\ns: 1\nbig: 123456789012345678902\nexp: 1e20\nneg: 0\nl: [null]\nm: {x: {}}\nd: 2020-01-01\nu: ü\nnan: .nan\n',
    }),
    run('params diff', 'lines'),
    run('params diff --all', 'lines'),
    run('params diff --all --md', 'lines'),
  ]),
  sequence('params that cannot be read', [
    ...begin,
    write({
      'params.yaml': 'a: 1\n',
      'p.json': '{"x": 1}',
      'dvc.yaml':
        'params: [p.json, gone.yaml]\nstages:\n  s:\n    cmd: echo\n    params: [a, no.such, other.toml: [q]]\n',
    }),
    commitAll('one'),
    write({ 'params.yaml': 'a: 2\n', 'p.json': '{' }),
    run('params diff', 'lines'),
    run('params diff --json'),
    run('params diff --deps', 'lines'),
    remove('params.yaml'),
    run('params diff --json'),
  ]),
  sequence('params of pipelines in folders', [
    ...begin,
    write({
      'sub/params.yaml': 'p: 1\nq: 2\n',
      'sub/dvc.yaml':
        'params: [top.yaml]\nstages:\n  s:\n    cmd: echo ${q} > o\n    params: [p, ../params.yaml: [r]]\n    outs: [o]\n',
      'sub/top.yaml': 't: 1\n',
      'params.yaml': 'r: 1\nx: 1\n',
    }),
    commitAll('one'),
    write({ 'sub/params.yaml': 'p: 2\nq: 3\n', 'sub/top.yaml': 't: 2\n', 'params.yaml': 'r: 2\nx: 2\n' }),
    run('params diff --json'),
    run('params diff --deps --json'),
    run('--cd sub params diff --json'),
    run('--cd sub params diff', 'lines'),
  ]),
  sequence('values in directories with ignored files', [
    ...begin,
    write({
      '.dvcignore': 'skip*\nhidden/\n',
      'm/.dvcignore': '*.old.json\n',
      'm/skip.json': '{"a": 1}',
      'm/keep.json': '{"a": 2}',
      'm/x.old.json': '{"a": 3}',
      'm/hidden/in.json': '{"a": 4}',
      'm/sub/skip2.json': '{"a": 5}',
      'm/sub/keep2.json': '{"a": 6}',
      'p/skip.yaml': 'p: 1\n',
      'p/keep.yaml': 'p: 2\n',
      'c/skip.csv': 'x,y\n1,2\n',
      'c/keep.csv': 'x,y\n1,3\n',
      'dvc.yaml': 'metrics: [m]\nparams: [p]\nplots: [c]\n',
    }),
    commitAll('one'),
    write({ 'm/skip.json': '{"a": 7}', 'm/keep.json': '{"a": 8}', 'p/skip.yaml': 'p: 3\n', 'p/keep.yaml': 'p: 4\n' }),
    write({ 'c/skip.csv': 'x,y\n1,4\n', 'c/keep.csv': 'x,y\n1,5\n' }),
    run('metrics show --json'),
    run('metrics show -a --json'),
    run('metrics show m/skip.json --json'),
    run('metrics show m/sub --json'),
    run('metrics diff --json'),
    run('params diff --json'),
    run('plots show --json'),
    run('plots diff --json'),
    run('plots diff --targets c --json'),
    write({ 'dvc.yaml': 'metrics: [m/skip.json, m/keep.json]\nplots: [c/skip.csv]\n' }),
    run('metrics show --json'),
    run('metrics diff --json'),
    run('plots diff --json'),
  ]),
]
