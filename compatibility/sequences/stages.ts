import { commitAll, remove, run, type Sequence, sequence, shell, write } from '../sequence.ts'

const begin = [run('init'), commitAll('begin')]

const commented = `# the pipeline
stages:
  # first
  s1:
    cmd: cp a b   # copies
    deps: [a]
    outs: [ b ]
  s2:
    desc: "the second"
    cmd:
      - cp b c
      - 'true'
    deps:
    # what s1 makes
    - b
    params:
    - lr
    - p.json:
      - y
      - x
    outs:
    - c: {cache: false, desc: 'a copy'}
    meta: {who: me}
  s3:
    cmd: cp c d
    frozen: true
    always_changed: False
    deps:
    - c
    outs:
    - d
plots:
- c
`
const inputs = { a: 'x\n', 'params.yaml': 'lr: 1\n', 'p.json': '{"x": 1, "y": 2}' }

const groups = `stages:
  prep:
    cmd: echo > p
    outs:
    - p
  fold:
    foreach: [one, two]
    do:
      cmd: cp p \${item}
      deps:
      - p
      outs:
      - \${item}
  mix:
    matrix:
      size: [1, 2]
      kind: [x, y]
    cmd: cat one two > \${key}.txt
    deps:
    - one
    - two
    outs:
    - \${key}.txt
  last:
    cmd: cat *.txt > all
    deps:
    - 1-x.txt
    - 2-y.txt
    outs:
    - all
`

/** How stages are written, listed, frozen, moved and removed. */
export const stageSequences: readonly Sequence[] = [
  sequence('freeze and unfreeze keep the file as it is', [
    ...begin,
    write({ ...inputs, 'dvc.yaml': commented }),
    run('freeze s1', 'lines'),
    run('freeze s2 s3', 'lines'),
    run('unfreeze s1 s3', 'lines'),
    run('unfreeze s3', 'lines'),
    run('status --json'),
  ]),
  sequence('frozen stages in repro and status', [
    ...begin,
    write({ ...inputs, 'dvc.yaml': commented }),
    run('unfreeze s3'),
    run('repro'),
    run('freeze s2'),
    write({ a: 'y\n', 'params.yaml': 'lr: 2\n' }),
    run('status --json'),
    run('status', 'lines'),
    run('repro s3', 'lines'),
    run('repro', 'lines'),
    run('unfreeze s2'),
    run('status --json'),
    run('repro', 'lines'),
    run('status -q'),
  ]),
  sequence('freeze of what is not there', [
    ...begin,
    run('freeze nope'),
    write({ ...inputs, 'dvc.yaml': commented }),
    run('freeze nope s1 other', 'lines'),
    run('freeze dvc.yaml'),
    run('freeze sub/dvc.yaml:x'),
    run('freeze b'),
    run('freeze'),
    run('unfreeze nope'),
  ]),
  sequence('freeze of generated stages', [
    ...begin,
    write({ 'dvc.yaml': groups }),
    run('freeze fold'),
    run('freeze fold@one'),
    run('freeze mix@1-x prep', 'lines'),
    write({
      'params.yaml': 'n: q\n',
      'dvc.yaml': 'stages:\n  t:\n    cmd: echo ${n}\n  v:\n    cmd: echo\n    vars: [x: 1]\n',
    }),
    run('freeze t'),
    run('freeze v'),
  ]),
  sequence('freeze of data', [
    ...begin,
    write({ f: 'f\n', '../place/x': 'x\n' }),
    run('add f'),
    run('import-url ../place/x'),
    run('freeze f.dvc', 'lines'),
    run('unfreeze f.dvc x.dvc', 'lines'),
    run('status --json'),
    run('freeze x.dvc f.dvc'),
    run('freeze f'),
  ]),
  sequence('freeze from a folder', [
    ...begin,
    write({
      'sub/dvc.yaml': 'stages:\n  t:\n    cmd: echo > o\n    outs: [o]\n',
      'dvc.yaml': 'stages:\n  s:\n    cmd: echo\n',
    }),
    run('freeze sub/dvc.yaml:t', 'lines'),
    run('--cd sub unfreeze t', 'lines'),
    run('--cd sub freeze ../dvc.yaml:s', 'lines'),
  ]),
  sequence('stage list with everything', [
    ...begin,
    write({
      f: 'f\n',
      'dvc.yaml': `${groups}  described:\n    desc: |\n\n      the first line\n      the second\n    cmd: echo\n  long:\n    cmd: echo\n    outs:\n${Array.from({ length: 20 }, (_, i) => `    - output-${i}\n`).join('')}  reads:\n    cmd: echo\n    deps: [f]\n    params: [lr, other.json: [x]]\n  reports:\n    cmd: echo\n    outs: [o]\n    metrics: [m.json]\n    plots: [p.csv]\n  nothing:\n    cmd: echo\n  exact:\n    desc: ${'x'.repeat(80)}\n    cmd: echo\n  over:\n    desc: ${'y'.repeat(81)}\n    cmd: echo\n`,
      'sub/dvc.yaml':
        'stages:\n  t:\n    cmd: echo > o\n    wdir: ..\n    deps: [f]\n    outs: [sub/o]\n  u:\n    cmd: echo > o2\n    outs: [o2]\n',
    }),
    write({ g: 'g\n' }),
    run('add g'),
    run('stage list', 'lines'),
    run('stage list --name-only', 'lines'),
    run('stage list --names-only fold', 'lines'),
    run('stage list --all', 'lines'),
    run('stage list --all --name-only', 'lines'),
    run('stage list sub/dvc.yaml', 'lines'),
    run('stage list sub/dvc.yaml:t prep prep', 'lines'),
    run('stage list mix@1-x fold', 'lines'),
    run('stage list g.dvc', 'lines'),
    run('stage list -R sub', 'lines'),
    run('stage list -R .', 'lines'),
    run('stage list -R sub --name-only', 'lines'),
    run('--cd sub stage list', 'lines'),
    run('--cd sub stage list --all', 'lines'),
    run('--cd sub stage list ../dvc.yaml:prep', 'lines'),
    run('stage list nope'),
    run('stage list p'),
    run('stage list nope/dvc.yaml'),
    run('stage list -R nope'),
    run('stage list fold@three'),
  ]),
  sequence('stage list where a file has mistakes', [
    ...begin,
    run('stage list'),
    run('stage list --all', 'lines'),
    write({ 'dvc.yaml': 'stages:\n  s:\n    cmd: echo\n', 'sub/dvc.yaml': 'stages:\n  t:\n    foo: 1\n' }),
    run('stage list', 'lines'),
    run('stage list --all', 'lines'),
    run('stage list --all --fail'),
    run('stage list -R .', 'lines'),
    run('stage list -R sub', 'lines'),
    run('stage list -R . --fail'),
    run('stage list sub/dvc.yaml'),
    run('--cd sub stage list'),
  ]),
  sequence(
    'stage add and run',
    [
      ...begin,
      write({ a: 'x\n', 'params.yaml': 'lr: 1\n' }),
      run("stage add -n s1 -d a -p lr -o b --run 'cp a b'", 'lines'),
      run("stage add -n s2 -d b -O c --run 'cp b c'", 'lines'),
      run('status --json'),
      run("stage add -f -n s1 -d a -p lr -o b --run 'cp a b'"),
      run("stage add -n s3 -o d --run 'echo > d; exit 3'"),
      run('status --json'),
    ],
    [],
    { '.gitignore': 'after a failure DVC shows outputs of finished stages to Git again; we keep them hidden' },
  ),
  sequence('stage add with every kind of output', [
    ...begin,
    write({ 'sub/keep': '' }),
    run(
      "stage add -n s -o o1 -o o2 -O p1 --outs-persist q1 --outs-persist-no-cache q2 -m m1.json -M m2.json --plots c1.csv --plots-no-cache c2.csv 'echo hello'",
      'lines',
    ),
    run(
      "stage add -n t -w sub -d ../o1 -d keep -p lr -p x.toml: -p y.json:b,a -o out/deep -M m.json 'cp a b'",
      'lines',
    ),
    run(
      "stage add -n u --always-changed --desc 'what it is for' -d o2 -d o1 echo hello 'big world' '' --flag",
      'lines',
    ),
    run('stage list', 'lines'),
    run('status --json'),
    run('dag --dot -o', 'lines'),
  ]),
  sequence('stage add over a stage with descriptions', [
    ...begin,
    write({ ...inputs, 'dvc.yaml': commented }),
    run("stage add -n s2 -d b -o c 'cp b c'"),
    run("stage add -f -n s2 -d b -o c -o e 'cp b c'", 'lines'),
    run("stage add -f -n s1 -d a -d p.json -p lr -o b 'cp a b'", 'lines'),
    run("stage add -f -n s3 -d c -o d 'cp c d'", 'lines'),
    run("stage add -f -n s3 -d c -o d --desc new 'cp c d'", 'lines'),
    run('status --json'),
  ]),
  sequence('stage add of what cannot be', [
    ...begin,
    write({ ...inputs, 'dvc.yaml': commented, 'sub/x': '' }),
    run("stage add -n n1 -o b 'echo'"),
    run("stage add -n n2 -o b/c 'echo'"),
    run("stage add -n n3 -d a -o a 'echo'"),
    run("stage add -n n4 -o z -o z 'echo'"),
    run("stage add -n n5 -o z -M z 'echo'"),
    run("stage add -n n6 -d d -o a 'echo'"),
    run("stage add -n n7 -o ../outside 'echo'"),
    run("stage add -n n8 -w nope 'echo'"),
    run("stage add -n n9 -w a 'echo'"),
    run("stage add -n n10 -w .. 'echo'"),
    run("stage add -n s@x 'echo'"),
    run("stage add -n n11 -d dvc.yaml -o dvc.lock 'echo'"),
    run("stage add -n n12 -o x.dvc 'echo'"),
    run("stage add -n n13 -d d -O x 'echo'"),
    run("stage add 'echo'"),
    run('stage add -n n14 -d a'),
    run('stage list', 'lines'),
  ]),
  sequence('stage add from a folder', [
    ...begin,
    write({ a: 'x\n', 'sub/b': 'b\n' }),
    run("--cd sub stage add -n t -d ../a -d b -o c 'cat ../a b > c'", 'lines'),
    run("--cd sub stage add -n u -w .. -d sub/c -o d 'cp sub/c d'", 'lines'),
    run('--cd sub repro', 'lines'),
    run('--cd sub status --json'),
    run('status --json'),
  ]),
  sequence('stage add replaces a generated stage', [
    ...begin,
    write({ 'params.yaml': 'n: q\n', 'dvc.yaml': `${groups}  t:\n    cmd: echo \${n}\n` }),
    run("stage add -f -n t -o x 'echo > x'", 'lines'),
    run("stage add -f -n fold -o y 'echo > y'", 'lines'),
    run('stage list', 'lines'),
  ]),
  sequence(
    'remove of stages and groups',
    [
      ...begin,
      write({ 'dvc.yaml': groups, f: 'f\n' }),
      run('repro'),
      run('remove fold'),
      run('remove fold@one'),
      run('remove mix@1-x'),
      run('remove nope'),
      run('remove p'),
      run('remove last --outs', 'lines'),
      run('remove prep'),
      run('status --json'),
      run('add f'),
      run('remove f.dvc dvc.yaml'),
      run('remove sub/dvc.yaml:x'),
    ],
    [],
    { '.gitignore': 'DVC shows the outputs of a stage to Git that it then refuses to remove' },
  ),
  sequence('remove keeps comments and what is beside the stages', [
    ...begin,
    write({ ...inputs, 'dvc.yaml': commented.replace('    frozen: true\n', '') }),
    run('repro'),
    run('remove s2', 'lines'),
    run('status --json'),
    run('remove s1'),
    run('remove s3'),
  ]),
  sequence(
    'move of what a stage makes',
    [
      ...begin,
      write({ a: 'x\n' }),
      run('add a'),
      run("stage add -n s -d a -o b 'cp a b'"),
      run('repro'),
      run('move b c'),
      run('move a z'),
      run('status --json'),
      run('repro'),
    ],
    [],
    { b: 'DVC deletes outputs before it finds that a dependency is missing; we put them back' },
  ),
  sequence('commit of stages', [
    ...begin,
    write({ ...inputs, 'dvc.yaml': commented.replace('    frozen: true\n', '') }),
    run('repro'),
    write({ b: 'mine\n', c: 'also\n' }),
    run('commit', 'lines'),
    run('commit s1'),
    run('commit -f s1', 'lines'),
    run('status --json'),
    run('commit -f -d s3'),
    run('status --json'),
    write({ 'params.yaml': 'lr: 2\n' }),
    run('commit s2'),
    run('commit -f b'),
    run('commit -f -R .'),
    run('status -q'),
    run('commit nope'),
    run('repro', 'lines'),
  ]),
  sequence('status of stages', [
    ...begin,
    write({
      ...inputs,
      'dvc.yaml': commented.replace('    frozen: true\n', ''),
      'sub/dvc.yaml': 'stages:\n  t:\n    cmd: cp ../a o\n    deps: [../a]\n    outs: [o]\n',
    }),
    run('status --json'),
    run('status s1 --json'),
    run('status sub/dvc.yaml --json'),
    run('status -R sub --json'),
    run('status -d s3 --json'),
    run('status b --json'),
    run('status nope'),
    run('status', 'lines'),
    run('--cd sub status --json'),
    run('--cd sub status', 'lines'),
    run('repro -P'),
    run('status -q'),
    remove('b', 'p.json'),
    write({ a: 'z\n', 'params.yaml': 'other: 1\n' }),
    run('status --json'),
    run('status s2 --json'),
    run('status -q'),
    run('status -q s3'),
    run('--cd sub status --json'),
    run('--cd sub status .. -R --json'),
    shell('rm -rf .dvc/cache'),
    run('status --json'),
  ]),
]
