import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { absolutePath } from '../../foundation/base/index.ts'
import { realFileSystem } from '../../foundation/system/index.ts'
import { CommitIndex } from './commit-index.ts'
import { parseCommitLine, renderCommitLine } from './commit-line.ts'
import type { CommitData } from './revision-data.ts'

const commit = (digit: string): CommitData => ({
  commit: digit.repeat(40),
  parent: digit === '0' ? undefined : '0'.repeat(40),
  seconds: 1_700_000_000,
  params: `{"params.yaml": {"data": {"lr": 0.${digit}}}}`,
  metrics: '{}',
  deps: '{}',
  outs: '{}',
})

let file: string
beforeEach(() => {
  file = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'index ')), 'deep/commits')
})
afterEach(() => fs.rmSync(path.dirname(path.dirname(file)), { recursive: true }))

const open = () => new CommitIndex(realFileSystem, absolutePath(file))
const save = (...digits: string[]) => {
  const index = open()
  for (const digit of digits) index.add(commit(digit))
  index.save()
}
const has = (digit: string) => open().get(digit.repeat(40))
const lines = () => fs.readFileSync(file, 'latin1').split('\n').length - 1

describe('a line of the index', () => {
  it('says all that is known of a commit', () => {
    for (const data of [commit('0'), commit('1')])
      expect(parseCommitLine(Buffer.from(renderCommitLine(data)))).toEqual(data)
  })

  it('is none if a single byte differs', () => {
    const line = renderCommitLine(commit('1'))
    for (const at of [0, 9, 60, line.length - 1]) {
      const broken = Buffer.from(line)
      broken[at]! ^= 1
      expect(parseCommitLine(broken)).toBeUndefined()
    }
  })
})

describe('the index', () => {
  it('knows nothing at first, and then what was saved', () => {
    expect(has('1')).toBeUndefined()
    save('1', '2')
    save('3')
    expect(['1', '2', '3'].map(has)).toEqual(['1', '2', '3'].map(commit))
    expect(has('4')).toBeUndefined()
  })

  it('writes many commits a portion at a time, so that it need not keep them', () => {
    const index = open()
    const large = (digit: string) => ({ ...commit(digit), metrics: JSON.stringify({ text: 'x'.repeat(1_500_000) }) })
    const digits = ['1', '2', '3', '4', '5']
    for (const digit of digits) index.add(large(digit))
    expect(digits.map(has)).toEqual([...['1', '2', '3'].map(large), undefined, undefined])
    index.save()
    expect(digits.map(has)).toEqual(digits.map(large))
    expect(fs.readFileSync(file, 'latin1').match(/^sterna commits/gm)).toHaveLength(1)
  })

  it('loses nothing when two save at once', () => {
    const [one, two] = [open(), open()]
    one.get('1'.repeat(40))
    two.get('1'.repeat(40))
    one.add(commit('1'))
    two.add(commit('2'))
    two.add(commit('1'))
    one.save()
    two.save()
    expect(['1', '2'].map(has)).toEqual(['1', '2'].map(commit))
  })

  it('passes over a line that was broken off, and goes on behind it', () => {
    save('1', '2')
    fs.truncateSync(file, fs.statSync(file).size - 5)
    expect(has('1')).toEqual(commit('1'))
    expect(has('2')).toBeUndefined()
    save('2')
    expect(['1', '2'].map(has)).toEqual(['1', '2'].map(commit))
  })

  it('passes over a line that is not as it was written', () => {
    save('1', '2')
    const text = fs.readFileSync(file, 'latin1')
    fs.writeFileSync(file, text.replace('0.1', '0.7'))
    expect(has('1')).toBeUndefined()
    expect(has('2')).toEqual(commit('2'))
  })

  it('is made anew if it is of another sort', () => {
    for (const foreign of ['something else\n', '\0\0\0', 'sterna commits 9\n']) {
      fs.mkdirSync(path.dirname(file), { recursive: true })
      fs.writeFileSync(file, foreign)
      expect(has('1')).toBeUndefined()
      save('1')
      expect(has('1')).toEqual(commit('1'))
    }
  })

  it('is written anew when most of it is of no use', () => {
    save('1')
    for (let i = 0; i < 4; i++) save('1')
    expect(lines()).toBeLessThan(5)
    expect(has('1')).toEqual(commit('1'))
  })

  it('that cannot be written is no failure', () => {
    fs.mkdirSync(file, { recursive: true })
    expect(() => save('1')).not.toThrow()
    expect(has('1')).toBeUndefined()
  })
})
