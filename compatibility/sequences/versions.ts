import { createHash } from 'node:crypto'
import { commitAll, remove, run, type Sequence, type Step, sequence, shell, write } from '../sequence.ts'

const md5 = (text: string) => createHash('md5').update(text).digest('hex')
const cloud = (text: string, indent: string) =>
  [
    `${indent}cloud:`,
    `${indent}  far:`,
    `${indent}    etag: ${md5(text)}`,
    `${indent}    version_id: version-of-${md5(text).slice(0, 8)}`,
  ].join('\n')
const listed = (relpath: string, text: string, indent: string) =>
  [
    `${indent}- relpath: ${relpath}`,
    `${indent}  md5: ${md5(text)}`,
    `${indent}  size: ${text.length}`,
    cloud(text, `${indent}  `),
  ].join('\n')
const whole = (text: string, indent: string) =>
  [`${indent}md5: ${md5(text)}`, `${indent}size: ${text.length}`].join('\n')

const files = { f: 'f\n', 'd/a': 'one\n', 'd/b': 'two\n', 'd/sub/c': 'three\n' }
const listOf = (indent: string) =>
  [listed('a', 'one\n', indent), listed('b', 'two\n', indent), listed('sub/c', 'three\n', indent)].join('\n')
/** What push to a remote with versions leaves in `.dvc` files. */
const pushed: readonly Step[] = [
  run('init'),
  run('remote add -d store ../store'),
  write(files),
  run('add f d', 'nothing'),
  write({
    'f.dvc': `outs:\n- ${whole('f\n', '  ').trimStart()}\n  hash: md5\n  path: f\n${cloud('f\n', '  ')}\n`,
    'd.dvc': `outs:\n- hash: md5\n  path: d # the data\n  files:\n${listOf('  ')}\n`,
  }),
  commitAll('pushed'),
]

const looked: readonly Step[] = [run('status --json'), run('data status --json', 'sets'), run('diff --json')]

const stageText =
  'stages:\n  make:\n    cmd: mkdir -p o && cp f o/f && cp f g\n    deps: [f]\n    outs: [o, g]\n  next:\n    cmd: cat o/f > last\n    deps: [o]\n    outs: [last]\n'
const locked = [
  "schema: '2.0'",
  'stages:',
  '  make:',
  '    cmd: mkdir -p o && cp f o/f && cp f g',
  '    deps:',
  '    - path: f',
  '      hash: md5',
  whole('f\n', '      '),
  '    outs:',
  '    - path: g',
  '      hash: md5',
  whole('f\n', '      '),
  cloud('f\n', '      '),
  '    - path: o',
  '      hash: md5',
  '      files:',
  listed('f', 'f\n', '      '),
  '  next:',
  '    cmd: cat o/f > last',
  '    deps:',
  '    - path: o',
  '      hash: md5',
  '      files:',
  `      - relpath: f\n        md5: ${md5('f\n')}`,
  '    outs:',
  '    - path: last',
  '      hash: md5',
  whole('f\n', '      '),
  '',
].join('\n')

/** The same in a lock file. */
const pipeline: readonly Step[] = [
  run('init'),
  write({ f: 'f\n', 'dvc.yaml': stageText }),
  run('repro', 'nothing'),
  write({ 'dvc.lock': locked }),
  commitAll('pushed'),
]

/** Files whose versions in a remote stand in `.dvc` files and lock files. */
export const versionSequences: readonly Sequence[] = [
  sequence('recorded versions', [
    ...pushed,
    ...looked,
    run('add f d', 'nothing'),
    run('commit -f', 'nothing'),
    run('list . -R --dvc-only', 'lines'),
    run('list . d -R --size --json', 'json'),
    run('gc -w -f', 'nothing'),
    run('status --json'),
  ]),
  sequence(
    'recorded versions on an ordinary remote',
    [
      ...pushed,
      run('push', 'lines'),
      run('push', 'lines'),
      run('status -c --json'),
      run('data status --not-in-remote --json', 'sets'),
      remove('.dvc/cache', 'd', 'f'),
      run('status --json'),
      run('status -c --json'),
      run('pull', 'nothing'),
      ...looked,
      remove('d/a', 'f'),
      run('checkout', 'lines'),
    ],
    ['store'],
  ),
  sequence('recorded versions of what changes', [
    ...pushed,
    write({ 'd/a': 'other\n', 'd/new': 'new\n', f: 'ff\n' }),
    remove('d/b'),
    shell('chmod +x d/new'),
    ...looked,
    run('add d f', 'nothing'),
    ...looked,
    commitAll('changed'),
    run('diff --json HEAD~1'),
    write({ 'd/b': 'two\n', 'd/a': 'one\n', f: 'f\n' }),
    run('commit -f', 'nothing'),
  ]),
  sequence('recorded versions of parts', [
    ...pushed,
    write({ 'd/a': 'other\n', 'd/sub/d': 'four\n' }),
    run('add d/a', 'nothing'),
    run('add d/sub', 'nothing'),
    run('status --json'),
    remove('d/b'),
    run('add d/b', 'nothing'),
    run('checkout d/sub', 'nothing'),
  ]),
  sequence('recorded versions move along', [
    ...pushed,
    run('move f g'),
    shell("sed -i 's/ # the data//' d.dvc"),
    run('move d e'),
    run('status --json'),
    run('remove g.dvc'),
  ]),
  sequence('recorded versions of what becomes something else', [
    ...pushed,
    remove('d', 'f'),
    write({ d: 'a file\n', 'f/1': 'a directory\n' }),
    run('status --json'),
    run('add d f', 'nothing'),
    run('status --json'),
  ]),
  sequence('recorded versions of an empty list', [
    ...pushed,
    write({ 'd.dvc': 'outs:\n- hash: md5\n  path: d\n  files: []\n' }),
    run('status --json'),
    run('add d', 'nothing'),
    run('status --json'),
  ]),
  sequence('recorded versions of a pipeline', [
    ...pipeline,
    run('status --json'),
    run('repro', 'nothing'),
    run('diff --json'),
    run('repro -f make', 'nothing'),
    run('status --json'),
    write({ 'dvc.lock': locked, f: 'ff\n' }),
    run('status --json'),
    run('repro', 'nothing'),
    write({ 'dvc.lock': locked, f: 'f\n' }),
    run('checkout', 'nothing'),
    run('commit -f', 'nothing'),
    run('gc -w -f', 'nothing'),
  ]),
]
