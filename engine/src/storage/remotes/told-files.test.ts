import { describe, expect, it } from 'vitest'
import { Failure } from '../../foundation/base/index.ts'
import type { RemoteFiles } from './remote-files.ts'
import { toldFiles } from './told-files.ts'

const files: RemoteFiles = {
  name: 's3://bucket/p',
  concurrency: 4,
  stat: async () => undefined,
  read: async (key) => ({ key, bytes: 5 }),
  write: () => Promise.reject(new Failure('remote-refused', 's3://bucket/p: no')),
  remove: async () => undefined,
  async *list() {
    yield [{ key: 'a', bytes: 1 }]
  },
  close: () => undefined,
}

describe('what is asked of a remote', () => {
  it('is told line by line, with how it ended', async () => {
    const lines: string[] = []
    let time = 0
    const told = toldFiles(
      files,
      (line) => lines.push(line),
      () => (time += 7),
    )
    await told.stat('a')
    await told.read('b', () => undefined)
    await expect(told.write('c', Buffer.from('abc'))).rejects.toThrow('no')
    await told.remove(['d', 'e'])
    for await (const _ of told.list!('files/')) void _
    expect(lines).toEqual([
      "s3://bucket/p: look for 'a': not there, 7 ms",
      "s3://bucket/p: read 'b': 5 bytes, 7 ms",
      "s3://bucket/p: write 'c': failed: s3://bucket/p: no, 7 ms",
      's3://bucket/p: remove 2 files: done, 7 ms',
      "s3://bucket/p: list 'files/': 1 files",
    ])
  })

  it('has the same ways as the remote itself', () => {
    expect(toldFiles(files, () => undefined).listVersions).toBeUndefined()
  })
})
