import { createHash } from 'node:crypto'
import { commitAll, remove, run, type Sequence, type Step, sequence, shell, write } from '../sequence.ts'

const md5 = (text: string) => createHash('md5').update(text).digest('hex')
/** The hash of DVC before 3.0, for short texts. */
const old = (text: string) => md5(text.replaceAll('\r\n', '\n'))
const objectAt = (hash: string) => `.dvc/cache/${hash.slice(0, 2)}/${hash.slice(2)}`

const files = { crlf: 'a\r\nb\r\n', 'plain file': 'x\n', 'd/1': 'q\r\n', 'd/ü': 'z' }
const manifest = `[{"md5": "${old(files['d/1'])}", "relpath": "1"}, {"md5": "${old(files['d/ü'])}", "relpath": "\\u00fc"}]`
const entry = (path: string, hash: string, more: string) => `outs:\n- md5: ${hash}\n${more}  path: ${path}\n`

/** What DVC 2 left: `.dvc` files that do not say how they hash, and objects at the cache's own top. */
const madeByDvc2: readonly Step[] = [
  run('init'),
  write({
    ...files,
    'crlf.dvc': entry('crlf', old(files.crlf), '  size: 6\n'),
    'plain file.dvc': `# mine\n${entry('plain file', old(files['plain file']), '  size: 2\n')}`,
    'd.dvc': entry('d', `${md5(manifest)}.dir`, '  size: 4\n  nfiles: 2\n'),
    '.gitignore': '/crlf\n/plain file\n/d\n',
    ...Object.fromEntries(Object.values(files).map((text) => [objectAt(old(text)), text])),
    [`${objectAt(md5(manifest))}.dir`]: manifest,
  }),
  shell('find .dvc/cache -type f -exec chmod 444 {} +'),
  commitAll('old'),
]

/** A pipeline that DVC 2 ran: `src` is Git's, `o` its output. */
const pipelineOfDvc2: readonly Step[] = [
  write({
    src: 's\r\n',
    o: 's\r\n',
    'dvc.yaml': 'stages:\n  cp:\n    cmd: cp src o\n    deps: [src]\n    outs: [o]\n',
    'dvc.lock': `schema: '2.0'\nstages:\n  cp:\n    cmd: cp src o\n    deps:\n    - path: src\n      md5: ${old('s\n')}\n      size: 3\n    outs:\n    - path: o\n      md5: ${old('s\n')}\n      size: 3\n`,
    [objectAt(old('s\n'))]: 's\r\n',
    '.gitignore': '/crlf\n/plain file\n/d\n/o\n',
  }),
  shell('find .dvc/cache -type f -exec chmod 444 {} +'),
  commitAll('pipeline'),
]

/** DVC's status keeps the manifest of a changed directory, which nothing names. */
const leftByStatus = (hash: string) => ({ [`${objectAt(hash)}.dir`]: 'only DVC writes it' })

/** Repositories from before DVC 3.0. */
export const legacySequences: readonly Sequence[] = [
  sequence('migrate the cache of DVC 2', [
    ...madeByDvc2,
    run('cache migrate --dry', 'lines'),
    run('cache migrate', 'lines'),
    run('cache migrate', 'lines'),
  ]),
  sequence('migrate the files of DVC 2', [
    ...madeByDvc2,
    run('cache migrate --dvc-files --dry', 'lines'),
    run('cache migrate --dvc-files'),
    run('cache migrate --dvc-files', 'lines'),
    run('status --json'),
  ]),
  sequence('migrate a pipeline of DVC 2', [
    ...madeByDvc2,
    ...pipelineOfDvc2,
    run('cache migrate --dvc-files --dry', 'lines'),
    run('cache migrate --dvc-files'),
    run('status --json'),
    run('repro'),
  ]),
  sequence('migrate with nothing to migrate', [
    run('init'),
    write({ a: 'x' }),
    run('add a'),
    run('cache migrate --dry --dvc-files', 'lines'),
    run('cache migrate --dvc-files', 'lines'),
  ]),
  sequence(
    'data of DVC 2',
    [
      ...madeByDvc2,
      run('status --json'),
      remove('crlf', 'd/1'),
      run('status --json'),
      run('checkout', 'lines'),
      run('status --json'),
      run('commit'),
      write({ crlf: 'a\nb\n' }),
      run('status --json'),
      write({ crlf: 'c\r\n' }),
      run('status --json'),
      run('checkout'),
      run('commit -f crlf.dvc'),
      run('status --json'),
    ],
    [],
    leftByStatus('353f440e362d8bdd2a6f303c046a9e84'),
  ),
  sequence(
    'data of DVC 2, added again',
    [
      ...madeByDvc2,
      run("add crlf d 'plain file'"),
      write({ 'd/ü': 'new\r\n' }),
      run("add crlf d 'plain file'"),
      run('status --json'),
    ],
    [],
    leftByStatus('944f40ee3744425baf9281cc6c11da7f'),
  ),
  sequence(
    'data of DVC 2, shared',
    [
      ...madeByDvc2,
      run('remote add -d store ../store'),
      run('status --cloud --json'),
      run('push', 'lines'),
      run('push', 'lines'),
      remove('.dvc/cache', 'd', 'crlf'),
      run('status --json'),
      run('fetch', 'lines'),
      run('status --json'),
      remove('.dvc/cache'),
      run('pull', 'lines'),
      run('status --cloud --json'),
    ],
    ['store'],
  ),
  sequence('a pipeline of DVC 2', [
    ...madeByDvc2,
    ...pipelineOfDvc2,
    run('status --json'),
    run('repro'),
    run('commit'),
    remove('o'),
    run('checkout', 'lines'),
    run('status --json'),
    write({ src: 't\r\n' }),
    run('status --json'),
    run('repro'),
    run('status --json'),
  ]),
]
