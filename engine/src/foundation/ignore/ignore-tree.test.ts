import { execFileSync, spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { absolutePath, type RepoPath } from '../base/index.ts'
import { IgnoreTree } from './ignore-tree.ts'

const root = absolutePath(fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'ignore-'))))
execFileSync('git', ['init', '--quiet'], { cwd: root })
afterAll(() => fs.rmSync(root, { recursive: true }))

function treeOf(files: Readonly<Record<string, string>>, trimLines = false): IgnoreTree {
  const known = new Map(Object.entries(files).map(([file, text]) => [absolutePath(root, file), text]))
  return new IgnoreTree({ root, fileName: '.gitignore', trimLines, read: (file) => known.get(file) })
}

describe('an ignore tree', () => {
  it.each([
    ['a rule for a name holds at every depth', { '.gitignore': '*.tmp' }, 'a/b/c.tmp', true],
    ['a rule with a slash holds from its own directory', { '.gitignore': '/a' }, 'b/a', false],
    ['a deeper file wins', { '.gitignore': '*.tmp', 'a/.gitignore': '!keep.tmp' }, 'a/keep.tmp', false],
    ['nothing comes back below an ignored directory', { '.gitignore': 'a/\n!a/b' }, 'a/b', true],
    ['the last rule wins', { '.gitignore': '*\n!x' }, 'x', false],
    ['upper and lower case differ', { '.gitignore': 'a' }, 'A', false],
    ['a byte order mark is skipped', { '.gitignore': '\uFEFFa' }, 'a', true],
    ['a deeper file takes a directory back', { '.gitignore': 'y', 'a/.gitignore': '!*/' }, 'a/y/b', false],
    ['an escaped blank at the end counts', { '.gitignore': 'a\\  ' }, 'a ', true],
    ['a file in a folder speaks of its folder only', { 'a/.gitignore': 'x' }, 'b/x', false],
  ])('%s', (_, files, target, isIgnored) => {
    expect(treeOf(files).isIgnored(target as RepoPath, false)).toBe(isIgnored)
  })

  it('tells the rule, its file and its line', () => {
    const rule = treeOf({ 'a/.gitignore': '# note\nx*' }).ruleThatIgnores('a/x1' as RepoPath, false)
    expect(rule).toEqual({ file: absolutePath(root, 'a/.gitignore'), line: 2, pattern: 'x*' })
  })

  it.each([
    ['the first of rules side by side', '*.tmp\na*', 'a.tmp', '*.tmp'],
    ['what takes it back', '*.tmp\n!a*', 'a.tmp', '!a*'],
    ['the rule for a directory above', '/d/\n*.tmp', 'd/e/a.tmp', '/d/'],
    ['the last one behind what takes back', 'a*\n!b\n*.tmp', 'a.tmp', '*.tmp'],
    ['nothing', 'a', 'b', undefined],
  ])('names the rule that decides: %s', (_, text, target, pattern) => {
    expect(treeOf({ '.gitignore': text }).decidingRule(target as RepoPath, false)?.pattern).toBe(pattern)
  })

  it('cuts blanks at the ends of lines if it is told to', () => {
    expect(treeOf({ '.gitignore': '  x  ' }, true).isIgnored('x' as RepoPath, false)).toBe(true)
  })

  it('decides as git does', () => {
    const name = fc.constantFrom('a', 'b', 'ab', 'x.tmp', 'y.log')
    const line = fc.oneof(
      name,
      fc.constantFrom(
        '*.tmp',
        '!x.tmp',
        '/a',
        'b/',
        '!b/',
        'a/b',
        '**/ab',
        'a/**',
        '!a/b',
        '*',
        '!*/',
        '# c',
        '',
        'a?',
        '[ab]',
        '[!a]*',
        'a[[:alpha:]]',
        '[b-a]',
        '[ab',
        '*.*',
        '**',
        'a/**/b',
        'a**b/*',
        '\\a',
        'b\\',
        'A',
        '*/b',
        '[]-a]',
        'a[a\\-z]',
        'y.[^t]*',
        '!/a/*/',
        ' a',
        'b ',
      ),
    )
    const text = fc.array(line, { maxLength: 4 }).map((lines) => lines.join('\n'))
    const cases = fc.record({ top: text, inner: text, target: fc.array(name, { minLength: 1, maxLength: 3 }) })
    fc.assert(
      fc.property(cases, ({ top, inner, target }) => {
        fs.writeFileSync(path.join(root, '.gitignore'), top)
        fs.mkdirSync(path.join(root, 'a'), { recursive: true })
        fs.writeFileSync(path.join(root, 'a/.gitignore'), inner)
        const file = target.join('/')
        const asked = spawnSync('git', ['check-ignore', '--quiet', '--no-index', file], { cwd: root })
        return (
          treeOf({ '.gitignore': top, 'a/.gitignore': inner }).isIgnored(
            file as RepoPath,
            fs.existsSync(path.join(root, file)) && fs.statSync(path.join(root, file)).isDirectory(),
          ) ===
          (asked.status === 0)
        )
      }),
      { numRuns: 200 },
    )
  })
})
