import { remove, run, type Sequence, sequence, shell, write } from '../sequence.ts'

const begin = [run('init'), write({ 'd/1': 'one\n', 'd/sub/2': 'two\n', f: 'f\n', 'e/x': 'x\n' }), run('add d f e/x')]

/** Data that gets another name or place. */
export const moveSequences: readonly Sequence[] = [
  sequence('move a file', [...begin, run('move f g', 'lines'), run('status --json')]),
  sequence('move a directory', [...begin, run('mv d dd', 'lines'), run('status --json')]),
  sequence('move into a folder', [
    ...begin,
    shell('mkdir q'),
    run('move f q', 'lines'),
    run('move d q/dd', 'lines'),
    run('move q/f e/', 'lines'),
    run('status --json'),
  ]),
  sequence('move from a folder', [
    ...begin,
    shell("mkdir 's b'"),
    run("--cd 's b' move ../f ü", 'lines'),
    run("--cd 's b' move ../d .", 'lines'),
    run("--cd 's b' move ü ../h", 'lines'),
    run('status --json'),
  ]),
  sequence('move to where it cannot go', [
    ...begin,
    run('move f nodir/g'),
    run('move nope g'),
    run('move f f'),
    run('move f ../out'),
    run('move f g.dvc'),
    run('move f.dvc g'),
    run('move f e/x'),
    run('status --json'),
  ]),
  sequence('move what is not here', [
    ...begin,
    remove('f', 'd'),
    run('move f g', 'lines'),
    run('move d dd', 'lines'),
    run('checkout', 'lines'),
    run('status --json'),
  ]),
  sequence('move what has changed', [
    ...begin,
    write({ f: 'changed\n', 'd/new': 'new\n' }),
    run('move f g', 'lines'),
    run('move d dd', 'lines'),
    run('status --json'),
  ]),
  sequence('move what is recorded in another order', [
    ...begin,
    write({ 'd/sub/2': 'other\n' }),
    run('add d/sub/2'),
    run('add d'),
    run('move d dd'),
    shell(
      "printf 'meta:\\n  a: 1\\nouts:\\n- path: f\\n  desc: out\\n' > more && sed -n '2,$s/^- /  /;2,4p' f.dvc >> more",
    ),
    shell("printf 'desc: file\\n' >> more && mv more f.dvc"),
    run('move f g'),
  ]),
  sequence('move what somebody has described', [
    ...begin,
    shell("printf '  desc: out\\n  labels:\\n  - x\\n  remote: r\\nmeta:\\n  a: 1\\n' >> f.dvc"),
    run('move f g', 'lines'),
  ]),
  sequence('move under a .dvc file of another name', [
    ...begin,
    shell('mkdir q && mv f.dvc other.dvc'),
    run('move f q/g', 'lines'),
    run('status --json'),
  ]),
  sequence('move what a stage makes and reads', [
    ...begin,
    write({ 'dvc.yaml': 'stages:\n  make:\n    cmd: cp f g\n    deps: [f]\n    outs: [g]\n' }),
    run('repro'),
    run('move g h'),
    run('move f f3', 'lines'),
    run('status --json'),
  ]),
  sequence('move with hard links', [
    ...begin,
    run('config cache.type hardlink'),
    run('checkout --relink'),
    run('move d dd', 'lines'),
    run('status --json'),
  ]),
  sequence('move an import', [
    ...begin,
    shell('mkdir q'),
    run('import-url f u'),
    run('move u q/', 'lines'),
    run('move q/u v', 'lines'),
    run('status --json'),
  ]),
  sequence('move with autostage', [
    ...begin,
    run('config core.autostage true'),
    run('move f g', 'lines'),
    run('add d'),
    run('move d dd', 'lines'),
    shell('git status --short > staged'),
  ]),
  sequence(
    'remove what a group of stages makes',
    [
      run('init'),
      write({
        'dvc.yaml':
          'stages:\n  make:\n    foreach: [a, b]\n    do:\n      cmd: echo ${item} > ${item}\n      outs: ["${item}"]\n',
      }),
      run('repro'),
      run('remove make@a'),
      run('status --json'),
    ],
    [],
    { '.gitignore': 'DVC takes the line out before it refuses.' },
  ),
  sequence('remove with outputs', [
    ...begin,
    run('remove --outs f.dvc d.dvc'),
    run('remove e/x.dvc'),
    run('remove --outs nope.dvc'),
    run('remove e'),
    run('status --json'),
  ]),
]
