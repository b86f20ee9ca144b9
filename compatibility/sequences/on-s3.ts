import type { S3Server } from '../../services/s3-server.ts'
import { type Far, farOn } from '../far.ts'
import { commitAll, remove, run, type Sequence, type Step, sequence, shell, write } from '../sequence.ts'

/** Sequences of which a part happens on an S3 server. */
export function sequencesOnS3(server: S3Server): readonly Sequence[] {
  const plain = farOn(server)
  return [pushAndPull(plain), parts(plain), garbage(plain), runCache(plain), beforeDvc3(plain), lost(plain)]
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
  return sequence('S3: push and pull', steps, beside)
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
  return sequence('S3: pull a part', steps, beside)
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
  return sequence('S3: gc of the remote', steps, beside)
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
  return sequence('S3: the run cache', steps)
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
  return sequence('S3: data of DVC before 3.0', steps, beside)
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
  return sequence('S3: what nobody has', steps)
}
