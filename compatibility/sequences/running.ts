import { commitAll, remove, run, type Sequence, sequence, shell, write } from '../sequence.ts'

const begin = [run('init'), commitAll('begin')]

/** Two pipelines in one file, one of them with a fork, and one in a folder that reads from both. */
const forked = {
  'dvc.yaml': `stages:
  prep:
    cmd: cp raw prep
    deps: [raw]
    outs: [prep]
  left:
    cmd: cp prep left
    deps: [prep]
    outs: [left]
  right:
    cmd: cp prep right
    deps: [prep]
    outs: [right]
  join:
    cmd: cat left right > join
    deps: [left, right]
    outs: [join]
  alone:
    cmd: cp other alone
    deps: [other]
    outs: [alone]
`,
  'sub/dvc.yaml': `stages:
  t1:
    cmd: cp ../alone o1
    deps: [../alone]
    outs: [o1]
  t2:
    cmd: echo two > o2
    outs: [o2]
`,
  raw: 'r\n',
  other: 'o\n',
}
const kept = { '.gitignore': 'after a failure DVC shows outputs of finished stages to Git again; we keep them hidden' }

const groups = `stages:
  prep:
    cmd: echo 1 > p
    outs: [p]
  fold:
    foreach: [one, two]
    do:
      cmd: cp p \${item}
      deps: [p]
      outs: ['\${item}']
  mix:
    matrix:
      size: [1, 2]
      kind: [x, y]
    cmd: cat one two > \${key}.txt
    deps: [one, two]
    outs: ['\${key}.txt']
  last:
    cmd: cat *.txt > all
    deps: [1-x.txt, 2-y.txt]
    outs: [all]
`

/** What is run, in which order, and how the pipeline is drawn. */
export const runningSequences: readonly Sequence[] = [
  sequence('repro of a target and what it needs', [
    ...begin,
    write(forked),
    run('repro left', 'lines'),
    run('repro right', 'lines'),
    run('repro sub/dvc.yaml:t1', 'lines'),
    run('repro', 'lines'),
    run('status --json'),
  ]),
  sequence('repro of whole pipelines', [
    ...begin,
    write(forked),
    run('repro -p left', 'lines'),
    run('repro -p alone', 'lines'),
    run('repro -P', 'lines'),
    run('repro -P -f --dry', 'lines'),
    run('status --json'),
  ]),
  sequence('repro below a folder', [
    ...begin,
    write(forked),
    run('repro sub/dvc.yaml:t1', 'lines'),
    run('repro -R sub'),
    run('repro -R .', 'lines'),
    run('repro -R nope'),
    run('--cd sub repro', 'lines'),
    run('--cd sub repro ../dvc.yaml:join', 'lines'),
    run('--cd sub repro -R ..', 'lines'),
    run('status --json'),
  ]),
  sequence('repro downstream', [
    ...begin,
    write(forked),
    run('repro -P'),
    run('repro --downstream prep -f', 'lines'),
    write({ raw: 's\n' }),
    run('repro --downstream left', 'lines'),
    run('repro --downstream prep', 'lines'),
    run('status --json'),
  ]),
  sequence('repro that forces what follows', [
    ...begin,
    write(forked),
    run('repro -P'),
    write({ other: 'p\n' }),
    run('repro --force-downstream', 'lines'),
    write({ 'dvc.yaml': forked['dvc.yaml'].replace('cp raw prep', 'cp  raw prep') }),
    run('repro --force-downstream join', 'lines'),
    run('repro --force-downstream -P', 'lines'),
    run('status --json'),
  ]),
  sequence('repro by pattern', [
    ...begin,
    write({ ...forked, 'dvc.yaml': groups }),
    run("repro --glob 'p*'", 'lines'),
    run("repro --glob 'fold@*' 'mix@1-?'", 'lines'),
    run("repro --glob 'sub/dvc.yaml:t[2-9]'", 'lines'),
    run("repro --glob 'fold'", 'lines'),
    run("repro --glob 'nope/dvc.yaml:t*'"),
    run("--cd sub repro --glob '../dvc.yaml:mi*'", 'lines'),
    run('repro fold@three'),
    run('repro mix', 'lines'),
    run('repro', 'lines'),
    run('status --json'),
  ]),
  sequence('repro that asks', [
    ...begin,
    write(forked),
    run('repro -i left'),
    run('repro --interactive'),
    run('config core.interactive true'),
    run('repro'),
    run('repro -k'),
    run('repro --dry'),
    run('config -u core.interactive'),
    run('repro -P'),
    run('repro -i', 'lines'),
    run('status --json'),
  ]),
  sequence(
    'repro of a single stage',
    [
      ...begin,
      write(forked),
      run('repro -s right'),
      run('repro -s prep', 'lines'),
      run('repro -s right left', 'lines'),
      write({ raw: 's\n' }),
      run('repro -s right', 'lines'),
      run('repro -s join -f', 'lines'),
      run('status --json'),
    ],
    [],
    kept,
  ),
  sequence('repro without the run cache', [
    ...begin,
    write(forked),
    run('repro -P'),
    write({ raw: 's\n' }),
    run('repro'),
    write({ raw: 'r\n' }),
    run('repro --no-run-cache', 'lines'),
    write({ raw: 's\n' }),
    run('repro', 'lines'),
    run('status --json'),
  ]),
  sequence(
    'repro with missing data allowed',
    [
      ...begin,
      write(forked),
      run('add raw'),
      run('repro -P'),
      commitAll('ran'),
      remove('.dvc/cache', 'raw', 'prep', 'left', 'right', 'join'),
      run('repro --allow-missing', 'lines'),
      run('repro --allow-missing join', 'lines'),
      run('status --json'),
      write({ raw: 'new\n' }),
      run('commit -f raw.dvc'),
      remove('raw'),
      run('repro --allow-missing'),
    ],
    [],
    kept,
  ),
  sequence(
    'repro that goes on after failures',
    [
      ...begin,
      write({
        ...forked,
        'dvc.yaml': forked['dvc.yaml']
          .replace('cp prep left', 'exit 2')
          .replace('cp other alone', 'cp other alone && false'),
      }),
      run('repro -k'),
      run('repro -k -P'),
      run('repro --keep-going left'),
      run('repro --ignore-errors'),
      run('status --json'),
    ],
    [],
    {
      ...kept,
      alone: 'what a failed command has left goes; the output from before comes back',
      'sub/.gitignore': 'the same',
      'sub/o1': 'it was made of what a failed command had left',
      'sub/dvc.lock': 'the same',
      'dvc.lock': 'entries of what depends on that',
    },
  ),
  sequence('repro where there is nothing', [
    ...begin,
    run('repro'),
    run('repro nope'),
    run('repro -P', 'lines'),
    write({ 'dvc.yaml': 'stages: {}\n' }),
    run('repro', 'lines'),
    run('repro nope'),
    run('repro dvc.lock'),
    run('status', 'lines'),
    write({ 'dvc.yaml': '' }),
    run('repro', 'lines'),
    run('status', 'lines'),
  ]),
  sequence('a dry run of several kinds', [
    ...begin,
    write(forked),
    run('repro --dry prep', 'lines'),
    run('repro -P'),
    write({ raw: 's\n' }),
    run('repro --dry -s prep'),
    run('repro --dry -f alone', 'lines'),
    run('repro --dry --downstream prep'),
    run('status --json'),
  ]),
  sequence('dag of stages', [
    ...begin,
    write(forked),
    run('add raw'),
    run('dag --dot', 'lines'),
    run('dag --mermaid', 'lines'),
    run('dag --md', 'lines'),
    run('dag left --mermaid', 'lines'),
    run('dag left --full --mermaid', 'lines'),
    run('dag join --dot', 'lines'),
    run('dag sub/dvc.yaml:t1 --dot', 'lines'),
    run('dag right --mermaid', 'lines'),
    run('dag prep/inside --mermaid', 'lines'),
    run('dag raw.dvc --mermaid', 'lines'),
    run('dag raw --full --dot', 'lines'),
    run('--cd sub dag --mermaid', 'lines'),
    run('--cd sub dag t1 --mermaid', 'lines'),
    run('dag nope'),
    run('dag sub'),
    run('dag'),
    run('dag left'),
  ]),
  sequence('dag of outputs', [
    ...begin,
    write({
      ...forked,
      'dvc.yaml': `${forked['dvc.yaml']}  two:\n    cmd: echo\n    deps: [d/in, prep]\n    outs: [x, y]\n  dir:\n    cmd: echo\n    outs: [d, e]\n  under:\n    cmd: echo\n    deps: [lots]\n    outs: [z]\n  makes:\n    cmd: echo\n    outs: [lots/a, lots/b]\n`,
    }),
    run('dag -o --dot', 'lines'),
    run('dag --outs --mermaid', 'lines'),
    run('dag -o --md two', 'lines'),
    run('dag -o --mermaid two --full', 'lines'),
    run('--cd sub dag -o --mermaid', 'lines'),
    run('--cd sub dag -o --mermaid t1', 'lines'),
  ]),
  sequence('dag of groups', [
    ...begin,
    write({ ...forked, 'dvc.yaml': groups }),
    run('dag --mermaid', 'lines'),
    run('dag fold --mermaid', 'lines'),
    run('dag fold@one --mermaid --full', 'lines'),
    run('dag --dot --collapse-foreach-matrix', 'lines'),
    run('dag --mermaid --collapse-foreach-matrix', 'lines'),
    run('dag mix --dot --collapse-foreach-matrix', 'lines'),
    run('--cd sub dag --mermaid --collapse-foreach-matrix', 'lines'),
    run('dag --collapse-foreach-matrix -o'),
    run('dag --collapse-foreach-matrix'),
  ]),
  sequence(
    'dag of nothing and of mistakes',
    [
      ...begin,
      run('dag --mermaid', 'lines'),
      run('dag --dot', 'lines'),
      run('dag'),
      write({ 'dvc.yaml': 'stages:\n  a:\n    cmd: echo\n    deps: [x]\n    outs: [x/y]\n' }),
      run('dag --dot'),
      write({
        'dvc.yaml':
          'stages:\n  a:\n    cmd: echo\n    deps: [y]\n    outs: [x]\n  b:\n    cmd: echo\n    deps: [x]\n    outs: [y]\n',
      }),
      run('dag --dot'),
      run('status'),
      shell('mkdir -p d && echo "stages: {c: {cmd: echo}}" > d/dvc.yaml'),
      write({ 'dvc.yaml': 'stages:\n  a:\n    cmd: echo\n    outs: [d]\n' }),
      run('dag --dot'),
    ],
    [],
    kept,
  ),
]
