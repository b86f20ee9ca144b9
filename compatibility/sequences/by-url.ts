import type { Far } from '../far.ts'
import { commitAll, remove, run, type Sequence, type Step, sequence, shell, write } from '../sequence.ts'

/** Sequences of which a part happens in a place that is reached by URL. */
export function sequencesByUrl(far: Far): readonly Sequence[] {
  const without = far.without.map((name) => `${far.name}: ${name}`)
  return [
    pushAndPull,
    parts,
    garbage,
    runCache,
    valuesOnlyThere,
    readByStages,
    directoriesReadByStages,
    beforeDvc3,
    lost,
  ]
    .map((make) => make(far))
    .concat(imports(far))
    .filter(({ name }) => !without.includes(name))
}

const begin = (far: Far): Step[] => [far.remotes, run('init', 'nothing'), commitAll('begin')]
const data = write({ f: 'f\n', 'd/1': '1\n', 'd/sub/x y': 'x\n', 'd/ü+%': 'u\n', 'd/empty': '' })
const withoutData = remove('.dvc/cache', 'd', 'f')
const beside = ['far']

function pushAndPull(far: Far): Sequence {
  const steps = [
    ...begin(far),
    data,
    run('add f d', 'nothing'),
    run('status -c', 'nothing'),
    run('status -c --json'),
    run('push', 'lines'),
    run('push', 'lines'),
    run('status -c --json'),
    withoutData,
    run('status -c --json'),
    run('pull', 'nothing'),
    write({ 'd/1': 'changed\n' }),
    run('commit -f d.dvc'),
    run('status -c --json'),
    run('push d.dvc', 'lines'),
    run('fetch -a', 'lines'),
    withoutData,
    run('fetch', 'lines'),
    run('checkout', 'nothing'),
    far.bring,
  ]
  return sequence(`${far.name}: push and pull`, steps, beside)
}

function parts(far: Far): Sequence {
  const steps = [
    ...begin(far),
    data,
    run('add f d', 'nothing'),
    run('push', 'lines'),
    withoutData,
    run('pull d/sub f', 'lines'),
    run('fetch -j 2', 'lines'),
    run('data status --not-in-remote --json', 'json'),
    far.bring,
  ]
  return sequence(`${far.name}: pull a part`, steps, beside)
}

function garbage(far: Far): Sequence {
  const steps = [
    ...begin(far),
    data,
    run('add f d', 'nothing'),
    commitAll('one'),
    run('push', 'lines'),
    write({ f: 'f2\n', 'd/1': 'other\n' }),
    run('add f d', 'nothing'),
    run('push', 'lines'),
    run('gc -A -c -f', 'nothing'),
    far.bring,
    run('gc -w -c -f', 'nothing'),
    run('status -c --json'),
    far.bring,
  ]
  return sequence(`${far.name}: gc of the remote`, steps, beside)
}

function runCache(far: Far): Sequence {
  const stage = 'stages:\n  make:\n    cmd: cp f g && echo g >> g\n    deps: [f]\n    outs: [g]\n'
  const steps = [
    ...begin(far),
    write({ f: 'f\n', 'dvc.yaml': stage }),
    run('repro'),
    run('push --run-cache', 'lines'),
    remove('.dvc/cache', 'g'),
    run('fetch --run-cache', 'lines'),
    run('repro'),
    run('status -c --json'),
  ]
  return sequence(`${far.name}: the run cache`, steps)
}

/** Metrics and plots of commits whose data is in no cache. */
function valuesOnlyThere(far: Far): Sequence {
  const make = (value: number) => ({
    'dvc.yaml':
      'stages:\n  make:\n    cmd: sh make.sh\n    deps: [make.sh]\n    metrics: [m.json, d]\n    plots: [p.csv, q]\n',
    'make.sh': `mkdir -p d q\necho '{"a": ${value}}' > m.json\ncp m.json d/n.json\nprintf 'x,y\\n1,${value}\\n' > p.csv\ncp p.csv q/r.csv\n`,
  })
  const steps = [
    ...begin(far),
    write(make(1)),
    run('repro'),
    commitAll('one'),
    run('push', 'nothing'),
    write(make(2)),
    run('repro'),
    commitAll('two'),
    run('push', 'nothing'),
    remove('.dvc/cache', 'm.json', 'd', 'p.csv', 'q'),
    run('metrics diff HEAD~1 HEAD --json'),
    run('metrics show -A --json', 'nothing'),
    run('plots diff HEAD~1 HEAD --json'),
  ]
  return sequence(`${far.name}: values that only it has`, steps)
}

/** Stages that depend on files by their URLs. */
function readByStages(far: Far): Sequence {
  const stage = (name: string, deps: string) =>
    `  ${name}:\n    cmd: echo ${name} > ${name}.out\n    deps: [${deps}]\n    outs: [${name}.out]\n`
  const pipeline = `stages:\n${stage('one', 'remote://source/x, z')}${stage('two', 'one.out, remote://source/x')}`
  const steps = [
    ...begin(far),
    far.put({ 'source/x': 'x\n', 'source/y': 'y\n' }),
    write({ z: 'z\n', 'dvc.yaml': pipeline }),
    run('status --json'),
    run('repro'),
    run('status --json'),
    run('repro'),
    run('dag --md', 'lines'),
    run('dag --outs --md', 'lines'),
    far.put({ 'source/x': 'xx\n' }),
    run('status', 'lines'),
    run('status --json'),
    run('commit -f two'),
    run('repro two'),
    run("stage add -n three -d remote://source/y -o three.out 'echo 3 > three.out'"),
    run('repro three'),
    run('freeze three'),
    far.put({ 'source/y': 'other\n', 'source/x': 'xxx\n' }),
    run('status --json'),
    run('repro one'),
    run('unfreeze three'),
    run('commit -f'),
    far.remove('source/x'),
    run('status', 'lines'),
    run('status --json'),
    run('commit -f'),
    ...far.evenOut,
  ]
  return sequence(`${far.name}: stages that read it`, steps, [], far.apart)
}

function directoriesReadByStages(far: Far): Sequence {
  const pipeline = 'stages:\n  one:\n    cmd: echo 1 > o\n    deps: [remote://source/d]\n    outs: [o]\n'
  const steps = [
    ...begin(far),
    far.put(source),
    write({ 'dvc.yaml': pipeline }),
    run('repro'),
    run('status --json'),
    far.put({ 'source/d/2': '2\n' }),
    run('status --json'),
    run('repro'),
    run('status --json'),
    ...far.evenOut,
  ]
  return sequence(`${far.name}: stages that read a directory of it`, steps, [], lists)
}

function beforeDvc3(far: Far): Sequence {
  const object = '.dvc/cache/dd/8c6a395b5dd36c56d23275028f526c'
  const steps = [
    ...begin(far),
    write({
      'old.txt.dvc': 'outs:\n- md5: dd8c6a395b5dd36c56d23275028f526c\n  size: 6\n  path: old.txt\n',
      [object]: 'a\r\nb\r\n',
      f: 'f\n',
    }),
    shell(`chmod 444 ${object}`),
    run('add f', 'nothing'),
    run('push', 'lines'),
    run('status -c --json'),
    remove('.dvc/cache', 'f'),
    run('pull', 'lines'),
    run('remove old.txt.dvc', 'nothing'),
    run('gc -w -c -f', 'nothing'),
    far.bring,
  ]
  return sequence(`${far.name}: data of DVC before 3.0`, steps, beside)
}

function lost(far: Far): Sequence {
  const steps = [
    ...begin(far),
    data,
    run('add f d', 'nothing'),
    run('push f.dvc', 'lines'),
    far.remove('store/files/md5/9a/8ad92c50cae39aa2c5604fd0ab6d8c'),
    run('status -c --json'),
    withoutData,
    run('fetch', 'nothing'),
    run('pull', 'nothing'),
  ]
  return sequence(`${far.name}: what nobody has`, steps)
}

const source = { 'source/x': 'x\n', 'source/d/1': '1\n', 'source/d/sub/y z': 'yz\n' }

function imports(far: Far): Sequence[] {
  const file = [
    ...begin(far),
    far.put(source),
    run('import-url remote://source/x', 'lines'),
    run('import-url --no-download remote://source/x later', 'lines'),
    run('import-url --no-exec remote://source/x never', 'lines'),
    run('import-url remote://source/nope', 'nothing'),
    run('import-url remote://source/x', 'nothing'),
    run('status --json'),
    run('update x.dvc', 'lines'),
    far.put({ 'source/x': 'xx\n' }),
    run('update x.dvc', 'nothing'),
    run('status --json'),
    run('push', 'nothing'),
    remove('.dvc/cache', 'x'),
    run('pull x.dvc', 'nothing'),
    ...far.evenOut,
  ]
  const directory = [
    ...begin(far),
    far.put(source),
    run('import-url remote://source/d', 'lines'),
    far.put({ 'source/d/2': '2\n' }),
    run('update d.dvc', 'nothing'),
    run('push', 'nothing'),
    far.bring,
    ...far.evenOut,
  ]
  const looking = [
    ...begin(far),
    far.put(source),
    run('list-url remote://source', 'nothing'),
    run('list-url remote://source -R', 'lines'),
    run('get-url remote://source/x', 'lines'),
    run('get-url remote://source/d dd', 'lines'),
    run('get-url remote://source/nope', 'nothing'),
  ]
  const toRemote = [
    ...begin(far),
    far.put(source),
    write({ '../place/p': 'p\n', '../place/q/1': 'q\n' }),
    run('import-url remote://source/x --to-remote', 'nothing'),
    run('import-url remote://source/d --to-remote', 'nothing'),
    run('add ../place/q --to-remote', 'nothing'),
    run('pull', 'nothing'),
    far.bring,
    ...far.evenOut,
  ]
  return [
    sequence(`${far.name}: import a file`, file, [], far.apart),
    sequence(`${far.name}: import a directory`, directory, beside, lists),
    sequence(`${far.name}: look into a place`, looking),
    sequence(`${far.name}: import and add into the remote`, toRemote, beside, { ...lists, ...far.apart }),
  ]
}

/** DVC leaves the list of a source's ETags behind, which nothing ever reads. */
const lists = {
  '.dvc/cache/files/md5/4e/4598a18764c1b711fdd80a97490f4a.dir': 'a list of ETags',
  '.dvc/cache/files/md5/6b/351757027d3b2ac7979cacadc9e70e.dir': 'a list of ETags',
}
