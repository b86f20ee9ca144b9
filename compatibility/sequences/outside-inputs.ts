import { commitAll, remove, run, type Sequence, sequence, shell, write } from '../sequence.ts'

const stage = (deps: string) => `stages:\n  make:\n    cmd: echo made > o\n    deps: [${deps}]\n    outs: [o]\n`
const world = shell('world=$(dirname "$PWD"); sed -i "s#WORLD#$world#" dvc.yaml')

const changes = [
  run('status --json'),
  run('repro --dry'),
  run('repro'),
  run('status --json'),
  write({ '../beside/f': 'other\n', '../beside/d/2': '2\n' }),
  run('status --json'),
  run('status', 'lines'),
  run('commit -f'),
  run('status --json'),
  write({ '../beside/f': 'f\n' }),
  remove('../beside/d/2'),
  run('repro', 'nothing'),
  run('dag --md', 'lines'),
  run('stage list', 'lines'),
]
const gone = [remove('../beside'), run('status --json'), run('commit -f'), run('status --json')]

const begin = [run('init'), write({ '../beside/f': 'f\n', '../beside/d/1': '1\n', z: 'z\n' }), commitAll('begin')]

/** Stages that read what lies outside of the project, on this machine. */
export const outsideInputSequences: readonly Sequence[] = [
  sequence('stages that read beside the project', [
    ...begin,
    write({ 'dvc.yaml': stage('../beside/f, ../beside/d, z') }),
    ...changes,
    ...gone,
  ]),
  sequence('stages that read in a remote that is a folder', [
    ...begin,
    run('remote add near ../beside'),
    write({ 'dvc.yaml': stage('remote://near/f, remote://near/d, z') }),
    ...changes,
    ...gone,
  ]),
  sequence('stages that read beside the project by a whole path', [
    ...begin,
    write({ 'dvc.yaml': stage('WORLD/beside/f, z') }),
    world,
    run('repro'),
    run('status', 'lines'),
    write({ '../beside/f': 'other\n' }),
    run('status', 'lines'),
    run('repro'),
    write({ '../beside/f': 'f\n' }),
    run('repro'),
    ...gone,
    // Every world is another place.
    remove('dvc.yaml', 'dvc.lock', '.dvc/cache/runs'),
  ]),
  sequence('stages are added that read outside of the project', [
    ...begin,
    run('remote add near ../beside'),
    run("stage add -n one -d ../beside/f -o o1 'echo 1 > o1'"),
    run("stage add -n two -d remote://near/f -o o2 'echo 2 > o2'"),
    run("stage add -n three -d remote://nowhere/f -o o3 'echo 3 > o3'"),
    run('stage list', 'lines'),
    run('repro one two'),
    run('status one two --json'),
  ]),
]
