import { describe, expect, it } from 'vitest'
import { type FileUse, FileUses } from './file-uses.ts'
import { parseTracedCall } from './traced-call.ts'

describe('a line of strace', () => {
  it.each([
    [
      '7 openat(AT_FDCWD</p>, "a b", O_RDONLY|O_CLOEXEC) = 3</p/a b>',
      ['openat', [{ directory: '/p', path: 'a b' }], ['O_RDONLY', 'O_CLOEXEC'], 3, '/p/a b'],
    ],
    [
      '7 renameat2(AT_FDCWD</p>, "x", 5</p/d>, "\\303\\251\\n\\"", RENAME_NOREPLACE) = 0',
      [
        'renameat2',
        [
          { directory: '/p', path: 'x' },
          { directory: '/p/d', path: 'é\n"' },
        ],
        ['RENAME_NOREPLACE'],
        0,
        undefined,
      ],
    ],
    [
      'open("x", O_RDONLY) = 3</p/x>(deleted)',
      ['open', [{ directory: undefined, path: 'x' }], ['O_RDONLY'], 3, '/p/x'],
    ],
  ])('%s', (line, [name, paths, flags, result, opened]) => {
    expect(parseTracedCall(line)).toMatchObject({ name, paths, flags, result })
    expect(parseTracedCall(line)?.opened).toBe(opened)
  })

  it.each([
    '7 openat(AT_FDCWD</p>, "a", O_RDONLY) = -1 ENOENT (No such file or directory)',
    '7 openat(AT_FDCWD</p>, "a", O_RDONLY <unfinished ...>',
    '7 <... openat resumed>) = 3</p/a>',
    '7 +++ exited with 0 +++',
    '7 --- SIGCHLD {si_signo=SIGCHLD} ---',
    '',
  ])('that says nothing of use is left out: %s', (line) => {
    expect(parseTracedCall(line)).toBeUndefined()
  })
})

const at = 'AT_FDCWD</p>'
const read: FileUse = { isRead: true, isWritten: false, isKept: false }
const written: FileUse = { isRead: false, isWritten: true, isKept: false }
const both: FileUse = { isRead: true, isWritten: true, isKept: true }

describe('what a command did with files', () => {
  it.each<[string, string[], Record<string, FileUse>]>([
    ['reads', [`1 openat(${at}, "a", O_RDONLY) = 3</p/a>`], { '/p/a': read }],
    ['runs', ['1 execve("./run.sh", [...], 0x7 /* 3 vars */) = 0'], { '/p/run.sh': read }],
    ['writes', [`1 openat(${at}, "a", O_WRONLY|O_CREAT|O_TRUNC, 0666) = 3</p/a>`], { '/p/a': written }],
    [
      'writes and reads again what it wrote',
      [`1 openat(${at}, "a", O_WRONLY|O_CREAT|O_TRUNC, 0666) = 3</p/a>`, `1 openat(${at}, "a", O_RDONLY) = 3</p/a>`],
      { '/p/a': written },
    ],
    [
      'writes what it had read',
      [`1 openat(${at}, "a", O_RDONLY) = 3</p/a>`, `1 openat(${at}, "a", O_WRONLY|O_CREAT|O_TRUNC, 0666) = 3</p/a>`],
      { '/p/a': both },
    ],
    ['changes in place', [`1 openat(${at}, "a.db", O_RDWR|O_CREAT, 0644) = 3</p/a.db>`], { '/p/a.db': both }],
    [
      'writes behind what was there',
      [`1 openat(${at}, "a.log", O_WRONLY|O_CREAT|O_APPEND, 0644) = 3</p/a.log>`],
      { '/p/a.log': { isRead: false, isWritten: true, isKept: true } },
    ],
    [
      'writes under another name first',
      [`1 openat(${at}, "a.tmp", O_WRONLY|O_CREAT|O_EXCL, 0600) = 3</p/a.tmp>`, '1 rename("a.tmp", "a") = 0'],
      { '/p/a': written },
    ],
    [
      'renames a whole directory',
      [`1 openat(${at}, "t/x", O_WRONLY|O_CREAT|O_TRUNC, 0600) = 3</p/t/x>`, '1 rename("t", "out") = 0'],
      { '/p/out/x': written },
    ],
    ['removes again', [`1 openat(${at}, "a", O_WRONLY|O_CREAT|O_TRUNC, 0600) = 3</p/a>`, '1 unlink("a") = 0'], {}],
    [
      'does in another directory',
      [
        '1 chdir("sub") = 0',
        '1 unlink("../gone") = 0',
        '1 creat("x", 0644) = 3',
        '1 fork() = 2',
        '2 creat("y", 0644) = 3',
      ],
      { '/p/sub/x': written, '/p/sub/y': written },
    ],
    [
      'does elsewhere',
      [`1 openat(${at}, "/etc/passwd", O_RDONLY) = 3</etc/passwd>`, `1 openat(${at}, "../q/x", O_RDONLY) = 3</q/x>`],
      {},
    ],
    ['reaches through a link from elsewhere', [`1 openat(${at}, "/l/a", O_RDONLY) = 3</p/a>`], { '/p/a': read }],
    ['lists', [`1 openat(${at}, "d", O_RDONLY|O_DIRECTORY) = 3</p/d>`], {}],
  ])('%s', (_, lines, expected) => {
    const uses = new FileUses({ root: '/p', start: '/p' })
    for (const line of lines) uses.take(line)
    expect(Object.fromEntries(uses.all)).toEqual(expected)
  })
})
