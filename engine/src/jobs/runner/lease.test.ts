import { expect, it } from 'vitest'
import { type AbsolutePath, absolutePath } from '../../foundation/base/index.ts'
import { type FileSystem, memoryFileSystem, ownIdentity, realChance, realClock } from '../../foundation/system/index.ts'
import type { JobsContext } from '../jobs-context.ts'
import { Lease, Leases } from './lease.ts'

const hour = 60 * 60 * 1000

/** Machines that share a disk whose clock says `disk.now`; each has a clock of its own and cannot see the others' processes. */
function machines(disk: { now: number }) {
  const memory = memoryFileSystem()
  const times = new Map<string, number>()
  const noting =
    <Content, Result>(write: (file: AbsolutePath, content: Content) => Result) =>
    (file: AbsolutePath, content: Content) => {
      times.set(file, disk.now)
      return write(file, content)
    }
  const files: FileSystem = {
    ...memory,
    createWhole: noting(memory.createWhole),
    writeAtomic: noting(memory.writeAtomic),
    append: noting(memory.append),
    stat(file) {
      const found = memory.stat(file)
      return found && { ...found, mtimeMs: times.get(file) ?? found.mtimeMs }
    },
  }
  return (host: string, ahead: number): JobsContext => ({
    files,
    clock: { ...realClock, now: () => disk.now + ahead },
    chance: realChance,
    directory: absolutePath('/jobs'),
    own: () => ({ ...ownIdentity(), host }),
    isRunning: () => undefined,
    readLog: () => new Uint8Array(),
  })
}

it('is held by another machine for as long as the clock of the disk says, whatever ours does', () => {
  const disk = { now: 1_000_000 }
  const on = machines(disk)
  expect(new Leases(on('a', 0)).take(2)).toBeInstanceOf(Lease)
  disk.now += 10_000
  for (const ahead of [-hour, 0, hour]) expect(new Leases(on('b', ahead)).holder()).toMatchObject({ by: { host: 'a' } })
  disk.now += 2 * 60_000
  for (const ahead of [-hour, 0, hour]) expect(new Leases(on('b', ahead)).holder()).toBeUndefined()
  expect(new Leases(on('b', -hour)).take(1)).toBeInstanceOf(Lease)
})
