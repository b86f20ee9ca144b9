import type { Far } from '../far.ts'
import { numberedVersions } from '../numbered-versions.ts'
import { commitAll, git, remove, run, type Sequence, type Step, sequence, shell, write } from '../sequence.ts'

/** Sequences with a remote that keeps versions of files. */
export function versionSequencesByUrl(far: Far): readonly Sequence[] {
  return [
    ...[pushAndPull, oddFiles, revisions, pipeline, parts, refused, elsewhere, moved, worktree, imported].map((make) =>
      make(far),
    ),
  ]
}

const begin = (far: Far): Step[] => [far.remotes, run('init'), run('remote default versions'), commitAll('begin')]
const data = write({ f: 'f\n', 'd/1': '1\n', 'd/2': '2\n', 'd/empty': '' })
const withoutData = remove('.dvc/cache', 'd', 'f')
const beside = ['far']
const keepCopies = shell('for file in *.dvc; do cp $file $file.before; done')
const end = (far: Far): Step[] => [far.bring, numberedVersions]

function pushAndPull(far: Far): Sequence {
  const steps = [
    ...begin(far),
    data,
    run('add f d', 'nothing'),
    run('push', 'lines'),
    run('push', 'lines'),
    run('status --json'),
    keepCopies,
    withoutData,
    run('pull', 'nothing'),
    run('status --json'),
    write({ 'd/1': 'changed\n', 'd/3': '3\n', f: 'ff\n' }),
    remove('d/2'),
    run('add d f', 'nothing'),
    run('push', 'lines'),
    run('push', 'lines'),
    withoutData,
    run('fetch', 'lines'),
    run('fetch', 'lines'),
    run('checkout', 'nothing'),
    run('commit -f', 'nothing'),
    ...end(far),
  ]
  return sequence(`${far.name}: push and pull`, steps, beside)
}

function oddFiles(far: Far): Sequence {
  const steps = [
    ...begin(far),
    write({ 'a file': 'a\n', 'd/x y/z': 'z\n', 'd/ü+%': 'u\n', script: '#!/bin/sh\n', 'sub/deep': 's\n' }),
    shell('chmod +x script d/ü+%'),
    run('add d script sub/deep', 'nothing'),
    run("add 'a file'", 'nothing'),
    run('push', 'lines'),
    ...end(far),
  ]
  return sequence(`${far.name}: odd files`, steps, beside)
}

function revisions(far: Far): Sequence {
  const steps = [
    ...begin(far),
    data,
    run('add f d', 'nothing'),
    run('push', 'lines'),
    commitAll('one'),
    write({ 'd/1': 'changed\n', f: 'ff\n' }),
    run('add f d', 'nothing'),
    run('push', 'lines'),
    commitAll('two'),
    run('diff --json HEAD~1'),
    git('checkout -q HEAD~1'),
    remove('.dvc/cache', 'd', 'f'),
    run('pull', 'nothing'),
    run('status --json'),
    ...end(far),
  ]
  return sequence(`${far.name}: another revision`, steps, beside)
}

function pipeline(far: Far): Sequence {
  const stages =
    'stages:\n  make:\n    cmd: mkdir -p o && cp f o/f && echo b > o/b && cp f g\n    deps: [f]\n    outs: [o, g]\n  next:\n    cmd: cat o/b > last\n    deps: [o]\n    outs: [last]\n'
  const steps = [
    ...begin(far),
    write({ f: 'f\n', 'dvc.yaml': stages }),
    run('add f', 'nothing'),
    run('repro', 'nothing'),
    run('push', 'nothing'),
    run('status --json'),
    run('repro', 'nothing'),
    commitAll('pushed'),
    write({ f: 'ff\n' }),
    run('repro', 'nothing'),
    run('push', 'nothing'),
    run('status --json'),
    remove('.dvc/cache', 'o', 'g', 'last', 'f'),
    run('pull', 'nothing'),
    ...end(far),
  ]
  return sequence(`${far.name}: a pipeline`, steps, beside)
}

function parts(far: Far): Sequence {
  const steps = [
    ...begin(far),
    data,
    run('add f d', 'nothing'),
    run('push', 'lines'),
    run('push d.dvc', 'lines'),
    withoutData,
    run('fetch d/1 f', 'lines'),
    run('pull -j 2', 'nothing'),
    ...end(far),
  ]
  return sequence(`${far.name}: parts`, steps, beside, partial)
}

/** DVC keeps a directory of the fetched part alone, which nothing names. */
const partial = {
  '.dvc/cache/files/md5/71/cef54cc30a058b18115947d09c62df.dir': 'the directory of a part',
}

function refused(far: Far): Sequence {
  const steps = [
    ...begin(far),
    data,
    run('add f', 'nothing'),
    run('status -c', 'nothing'),
    run('gc -w -c -f', 'nothing'),
    run('push -a', 'nothing'),
    run('push --run-cache', 'lines'),
    run('add d --to-remote', 'nothing'),
    remove('.dvc/cache'),
    run('fetch --run-cache', 'nothing'),
    run('gc -w -f', 'nothing'),
    ...end(far),
  ]
  return sequence(`${far.name}: what does not go`, steps, beside)
}

function imported(far: Far): Sequence {
  const steps = [
    ...begin(far),
    far.put({ 'source/x': 'x\n', 'source/d/1': '1\n', 'source/d/2': '2\n' }),
    run('import-url --version-aware remote://source/x', 'lines'),
    run('import-url --version-aware remote://source/d', 'lines'),
    run('import-url --version-aware --no-download remote://source/x later', 'lines'),
    run('import-url --version-aware --no-exec remote://source/d never', 'lines'),
    run('status --json'),
    run('update x.dvc d.dvc', 'lines'),
    keepCopies,
    far.put({ 'source/x': 'xx\n', 'source/d/1': 'changed\n', 'source/d/3': '3\n' }),
    run('status --json'),
    run('update x.dvc d.dvc', 'nothing'),
    run('status --json'),
    run('push', 'lines'),
    ...end(far),
  ]
  return sequence(`${far.name}: import with versions`, steps, beside, lists)
}

/** DVC leaves the lists of a source's ETags behind, which nothing ever reads. */
const lists = {
  '.dvc/cache/files/md5/a2/8a5991079a2afa543779779a23c23d.dir': 'a list of ETags',
  '.dvc/cache/files/md5/ba/f1f996381c4ecb90c8569c210a989b.dir': 'a list of ETags',
}

/** DVC must not meet a record without versions before we push: what it remembers of that it uses afterwards as well. */
function worktree(far: Far): Sequence {
  const steps = [
    far.remotes,
    run('init'),
    run('remote default tree'),
    data,
    run('add f d', 'nothing'),
    run('push', 'lines'),
    run('push', 'lines'),
    run('update f.dvc d.dvc', 'nothing'),
    run('status --json'),
    far.put({ 'tree/f': 'from elsewhere\n' }),
    run('update f.dvc', 'nothing'),
    run('update --rev main f.dvc', 'nothing'),
    run('commit -f f.dvc', 'nothing'),
    run('push', 'lines'),
    write({ g: 'g\n', 'd/1': 'changed\n' }),
    run('add g d', 'nothing'),
    run('push', 'lines'),
    remove('.dvc/cache', 'd', 'f', 'g'),
    run('pull', 'nothing'),
    run('status -c', 'nothing'),
    write({ h: 'h\n' }),
    run('add h', 'nothing'),
    run('update h.dvc', 'nothing'),
    ...end(far),
  ]
  return sequence(`${far.name}: a worktree`, steps, beside)
}

function elsewhere(far: Far): Sequence {
  const steps = [
    ...begin(far),
    data,
    run('add f d', 'nothing'),
    run('push', 'lines'),
    run('push -r far', 'lines'),
    run('status -c -r far --json'),
    withoutData,
    run('pull -r far', 'nothing'),
    run('status --json'),
    ...end(far),
  ]
  return sequence(`${far.name}: an ordinary remote beside`, steps, beside)
}

function moved(far: Far): Sequence {
  const steps = [
    ...begin(far),
    data,
    run('add f d', 'nothing'),
    run('push', 'lines'),
    keepCopies,
    run('move f g', 'nothing'),
    run('remove d.dvc', 'nothing'),
    ...end(far),
  ]
  return sequence(`${far.name}: move and remove`, steps, beside)
}
