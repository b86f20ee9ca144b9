import { describe, expect, it } from 'vitest'
import { parsePrePushLines, parsePushPreview, withoutQuiet } from './push-preview.ts'

describe('what a push would change', () => {
  it.each([
    ['a new branch', '*\trefs/heads/a:refs/heads/b\t[new branch]', [{ from: 'refs/heads/a', to: 'refs/heads/b' }]],
    [
      'a later commit',
      ' \trefs/heads/a:refs/heads/a\t1234567..89abcde',
      [{ from: 'refs/heads/a', to: 'refs/heads/a' }],
    ],
    ['a forced one', '+\tHEAD:refs/heads/a\t1234567...89abcde (forced update)', [{ from: 'HEAD', to: 'refs/heads/a' }]],
    ['nothing new', '=\trefs/heads/a:refs/heads/a\t[up to date]', []],
    ['a deletion', '-\t:refs/heads/a\t[deleted]', []],
    ['a refusal', '!\trefs/heads/a:refs/heads/a\t[rejected] (fetch first)', []],
    ['other lines', 'To ../remote\nDone', []],
  ])('%s', (_, line, refs) => {
    expect(parsePushPreview(`To ../remote\n${line}\nDone\n`)).toEqual(refs)
  })

  it.each([
    ['-q origin', 'origin'],
    ['--quiet -qu origin main', '-u origin main'],
    ['-oq origin -- -q', '-oq origin -- -q'],
  ])('is asked for without keeping quiet: %s', (words, asked) => {
    expect(withoutQuiet(words.split(' '))).toEqual(asked.split(' '))
  })

  it('as Git tells a hook', () => {
    const [id, zero] = ['a'.repeat(40), '0'.repeat(40)]
    const text = `refs/heads/a ${id} refs/heads/b ${zero}\n(delete) ${zero} refs/heads/c ${id}\n`
    expect(parsePrePushLines(text)).toEqual([{ from: id, to: 'refs/heads/b' }])
    expect(parsePrePushLines('')).toEqual([])
  })
})
