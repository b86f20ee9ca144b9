import { execFileSync } from 'node:child_process'
import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { absolutePath } from '../../base/index.ts'
import { realFileSystem } from '../../system/index.ts'
import { findGit } from '../refs.ts'
import { AskedObjects } from './asked-objects.ts'
import { ObjectReader } from './object-reader.ts'
import { OwnObjects } from './own-objects.ts'

let top: string
beforeAll(() => {
  top = fs.mkdtempSync(path.join(os.tmpdir(), 'sterna objects '))
})
afterAll(() => fs.rmSync(top, { recursive: true, force: true }))

const git = (directory: string, ...words: string[]) =>
  execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', ...words], {
    cwd: directory,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim()

/** Commits in which large files change a little, so that Git makes deltas of deltas when it packs them. */
function history(name: string, ...options: string[]): string {
  const directory = path.join(top, name)
  fs.mkdirSync(path.join(directory, 'sub/deep'), { recursive: true })
  git(directory, 'init', '--quiet', ...options)
  const lines = Array.from({ length: 3_000 }, (_, i) => `line ${(i * 7919) % 3_001}`)
  for (let round = 0; round < 12; round++) {
    lines[round * 200] = `changed in round ${round}`
    lines.splice(round * 37, 0, 'x'.repeat(round * 3_000))
    fs.writeFileSync(path.join(directory, 'sub/deep/ä ö'), lines.join('\n'))
    fs.writeFileSync(path.join(directory, 'sub/small'), `${round}`)
    fs.writeFileSync(
      path.join(directory, `file ${round}`),
      Buffer.from(Array.from({ length: 70_000 }, (_, i) => (i * round) % 251)),
    )
    fs.writeFileSync(path.join(directory, 'empty'), '')
    git(directory, 'add', '-A')
    git(directory, 'commit', '--quiet', '-m', `round ${round}`)
  }
  git(directory, 'tag', '-a', '-m', 'a tag', 'v1')
  return directory
}

const idsOf = (directory: string) =>
  git(directory, 'cat-file', '--batch-all-objects', '--batch-check=%(objectname)').split('\n')
const ownOf = (directory: string) => new OwnObjects(path.join(directory, '.git'))

async function asGitHasThem(directory: string, ids: readonly string[]): Promise<void> {
  const [own, asked] = [ownOf(directory), new AskedObjects(absolutePath(directory))]
  for (const id of ids) {
    const [found, wanted] = [own.read(id), (await asked.read(id))!]
    expect([id, found?.type, found?.bytes.equals(wanted.bytes)]).toEqual([id, wanted.type, true])
  }
  own.close()
  asked.close()
}

describe('objects read without Git', () => {
  it('are those that Git gives: loose, packed with deltas of both kinds, and from elsewhere', async () => {
    const directory = history('kinds')
    const ids = idsOf(directory)
    expect(ids.length).toBeGreaterThan(60)
    await asGitHasThem(directory, ids)
    git(directory, 'repack', '-a', '-d', '-f', '--depth=50', '--quiet')
    expect(git(directory, 'count-objects', '-v')).toContain('count: 0')
    await asGitHasThem(directory, ids)
    git(directory, '-c', 'repack.useDeltaBaseOffset=false', 'repack', '-a', '-d', '-f', '--depth=50', '--quiet')
    await asGitHasThem(directory, ids)
    git(top, 'clone', '--quiet', '--shared', 'kinds', 'shared')
    await asGitHasThem(path.join(top, 'shared'), ids)
  })

  it('are left to Git where something stands for something else, is broken, or is kept otherwise', () => {
    const directory = history('odd')
    const [first, second] = [git(directory, 'rev-parse', 'HEAD'), git(directory, 'rev-parse', 'HEAD~1')]
    expect(ownOf(directory).read(first)?.type).toBe('commit')
    expect(ownOf(directory).read('0'.repeat(40))).toBeUndefined()
    git(directory, 'replace', first, second)
    expect(ownOf(directory).read(first)).toBeUndefined()
    git(directory, 'replace', '-d', first)
    const loose = path.join(directory, '.git/objects', first.slice(0, 2), first.slice(2))
    fs.chmodSync(loose, 0o644)
    fs.writeFileSync(loose, 'torn')
    expect(ownOf(directory).read(first)).toBeUndefined()
  })

  it('are left to Git where the index of a pack ends too early', () => {
    const directory = history('short')
    git(directory, 'repack', '-a', '-d', '--quiet')
    const packs = path.join(directory, '.git/objects/pack')
    const index = path.join(packs, fs.readdirSync(packs).find((name) => name.endsWith('.idx'))!)
    fs.chmodSync(index, 0o644)
    for (const bytes of [2_000, 500, 0]) {
      fs.truncateSync(index, bytes)
      expect(ownOf(directory).read(git(directory, 'rev-parse', 'HEAD'))).toBeUndefined()
    }
  })

  it('of a repository with other ids come from Git', async () => {
    const directory = history('long', '--object-format=sha256')
    const reader = readerOf(directory)
    const commit = git(directory, 'rev-parse', 'HEAD')
    expect((await reader.read(`${commit}:sub/small`))?.bytes.toString()).toBe('11')
    reader.close()
  })
})

describe('a path in a commit', () => {
  it('leads to what Git says it does', async () => {
    const directory = history('paths')
    const commit = git(directory, 'rev-parse', 'HEAD')
    const [reader, asked] = [readerOf(directory), new AskedObjects(absolutePath(directory))]
    const names = [
      'sub/small',
      'sub/deep/ä ö',
      'file 3',
      'empty',
      'sub',
      'none',
      'sub/none',
      'sub/small/below',
      './sub',
      'sub/',
      '',
    ]
    const tree = git(directory, 'rev-parse', 'HEAD^{tree}')
    for (const name of [
      ...names.flatMap((one) => [`${commit}:${one}`, `${tree}:${one}`]),
      'HEAD:sub/small',
      'v1',
      'nope',
    ])
      expect(await reader.read(name)).toEqual(await asked.read(name))
    reader.close()
    asked.close()
  })
})

function readerOf(directory: string): ObjectReader {
  return new ObjectReader(findGit(realFileSystem, absolutePath(directory))!)
}
