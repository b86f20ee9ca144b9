import { commitAll, remove, run, type Sequence, sequence, shell, write } from '../sequence.ts'

const begin = [run('init'), commitAll('begin')]

const registry = [
  ...begin,
  write({
    'model.pkl': 'first\n',
    'dir/a': 'a\n',
    'dir/b': 'b\n',
    'plain.txt': 'kept by Git\n',
    'sub/inner.bin': 'inner\n',
    'dvc.yaml': `artifacts:
  model:
    path: model.pkl
    type: model
    desc: what it is
    labels: [x, y]
    meta: {k: 1}
  folder:
    path: dir
  text:
    path: plain.txt
`,
    'sub/dvc.yaml': 'artifacts:\n  inner:\n    path: inner.bin\n',
  }),
  run('add model.pkl dir sub/inner.bin'),
  commitAll('one'),
  shell(
    'git tag -a model@v0.9.0 -m x && git tag -a folder@v1.0.0 -m x && git tag -a text@v1.0.0 -m x && git tag -a sub=inner@v1.0.0 -m x && git tag -a model#prod#1 -m x',
  ),
  write({ 'model.pkl': 'second\n' }),
  run('add model.pkl'),
  commitAll('two'),
  shell(
    'git tag -a model@v0.10.0 -m x && git tag -a model@v0.10.0-rc.1 -m x && git tag light@v1.0.0 && git tag model@v9.0.0',
  ),
  shell('mkdir ../here'),
]

/** Artifacts of a dvc.yaml, taken out by the tags that name their versions. */
export const artifactSequences: readonly Sequence[] = [
  sequence(
    'artifacts get by version and stage',
    [
      ...registry,
      run('--cd ../here artifacts get ../project model', 'lines'),
      run('--cd ../here artifacts get ../project model'),
      run('--cd ../here artifacts get ../project model -f'),
      run('--cd ../here artifacts get ../project model --rev v0.9.0 -o old', 'lines'),
      run('--cd ../here artifacts get ../project model --stage prod -o prod', 'lines'),
      run('--cd ../here artifacts get ../project folder', 'lines'),
      run('--cd ../here artifacts get ../project folder -o copy -j 2'),
      run('--cd ../here artifacts get ../project text', 'lines'),
      run('--cd ../here artifacts get ../project sub:inner', 'lines'),
      run('--cd ../here artifacts get ../project sub/dvc.yaml:inner -o again'),
      run('--cd ../here artifacts get ../project model --show-url', 'lines'),
      run('artifacts get . model -o in-here', 'lines'),
      run('status --json'),
    ],
    ['here'],
  ),
  sequence(
    'artifacts get of what is not there',
    [
      ...registry,
      run('--cd ../here artifacts get ../project nope'),
      run('--cd ../here artifacts get ../project model --rev v0.0.9'),
      run('--cd ../here artifacts get ../project model --stage dev'),
      run('--cd ../here artifacts get ../project model --rev v0.9.0 --stage prod'),
      run('--cd ../here artifacts get ../project light'),
      run('--cd ../here artifacts get ../project inner'),
      run('--cd ../here artifacts get ../project nope:inner'),
      run('--cd ../here artifacts get nope model'),
      run('--cd ../here artifacts get ../project'),
      remove('.dvc/cache', 'model.pkl'),
      run('--cd ../here artifacts get ../project model'),
    ],
    ['here'],
  ),
  sequence(
    'artifacts get with settings',
    [
      ...registry,
      run('remote add near <world>/near'),
      run('push -r near'),
      commitAll('remote'),
      shell('git tag -a model@v1.0.0 -m x && printf "[core]\nremote = near\n" > ../config'),
      remove('.dvc/cache', 'model.pkl'),
      run('--cd ../here artifacts get ../project model'),
      run('--cd ../here artifacts get ../project model --remote near'),
      run('--cd ../here artifacts get ../project model --config ../config -o x'),
      run('--cd ../here artifacts get ../project model --remote near --remote-config verify=true -o y'),
    ],
    ['here'],
    { '.dvc/config': 'the place of the world is in it' },
  ),
]
