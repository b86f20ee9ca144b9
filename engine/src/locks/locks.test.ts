import { type ChildProcess, spawn } from 'node:child_process'
import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type AbsolutePath, absolutePath } from '../foundation/base/index.ts'
import { realClock, realFileLocks, realFileSystem, realProcesses } from '../foundation/system/index.ts'
import { PathLocks } from './path-locks.ts'
import { ProjectLock } from './project-lock.ts'

const noTime = { now: () => 0, wait: async () => undefined }
const own = { pid: process.pid, cmd: 'sterna add x' }
let folder: AbsolutePath
let holder: ChildProcess | undefined

beforeEach(() => {
  folder = absolutePath(fs.mkdtempSync(path.join(os.tmpdir(), 'locks-')))
})
afterEach(() => {
  holder?.kill('SIGKILL')
  holder = undefined
  fs.rmSync(folder, { recursive: true })
})

/** Another program that holds the lock in the way of flock(2), as DVC does. */
async function holdElsewhere(file: string): Promise<void> {
  holder = spawn('perl', [
    '-e',
    "use Fcntl ':flock'; $| = 1; open(F, '>>', $ARGV[0]); flock(F, LOCK_EX); print 'held'; sleep 60",
    path.join(folder, file),
  ])
  await new Promise((resolve) => holder!.stdout!.once('data', resolve))
}

const projectLock = (clock = noTime) =>
  new ProjectLock({
    locks: realFileLocks,
    clock,
    processId: process.pid,
    temporaryDirectory: folder,
    waitForLock: false,
  })
const pathLocks = () =>
  new PathLocks({
    files: realFileSystem,
    locks: realFileLocks,
    clock: realClock,
    processes: realProcesses,
    temporaryDirectory: folder,
    own,
  })

describe('the project lock', () => {
  it('says who holds it, and is free again afterwards', async () => {
    await projectLock().during(() =>
      expect(fs.readFileSync(path.join(folder, 'lock'), 'utf8')).toBe(` ${process.pid}\n`),
    )
    await projectLock().during(() => undefined)
  })

  it('is not given twice', async () => {
    await projectLock().during(async () => {
      await expect(projectLock().during(() => undefined)).rejects.toThrow(/Unable to acquire lock/)
    })
  })

  it('waits for another program, but not for ever', async () => {
    await holdElsewhere('lock')
    await expect(projectLock().during(() => undefined)).rejects.toMatchObject({ code: 'workspace-busy' })
  })

  it('is free when its holder was killed', async () => {
    await holdElsewhere('lock')
    const gone = new Promise((resolve) => holder!.once('exit', resolve))
    holder!.kill('SIGKILL')
    await gone
    await projectLock().during(() => undefined)
  })

  it('can be lent out meanwhile', async () => {
    const lock = projectLock()
    await lock.during(() => lock.lentOut(() => projectLock().during(async () => undefined)))
  })
})

describe('path locks', () => {
  const read = () => JSON.parse(fs.readFileSync(path.join(folder, 'rwlock'), 'utf8'))

  it('stand in the file that DVC reads while the work lasts', async () => {
    await pathLocks().during({ read: ['/p/in'], write: ['/p/out'] }, async () => {
      expect(read()).toEqual({ read: { '/p/in': [own] }, write: { '/p/out': own } })
    })
    expect(read()).toEqual({})
  })

  it('refuse what a living process works on, and name it', async () => {
    fs.writeFileSync(
      path.join(folder, 'rwlock'),
      JSON.stringify({ write: { '/p/out': { pid: process.ppid, cmd: 'dvc repro' } } }),
    )
    await expect(pathLocks().check({ read: ['/p/out/file'], write: [] })).rejects.toThrow(
      `(PID ${process.ppid}): dvc repro`,
    )
  })

  it('sweep away what a dead process has left', async () => {
    const dead = { pid: 2 ** 22 + 1, cmd: 'dvc add x' }
    fs.writeFileSync(path.join(folder, 'rwlock'), JSON.stringify({ write: { '/p/out': dead } }))
    expect(await pathLocks().check({ read: ['/p/out'], write: [] })).toEqual([{ path: '/p/out', ...dead }])
    expect(read()).toEqual({})
  })

  it.each([[''], ['{'], ['[]']])('begin anew from a broken file: %j', async (text) => {
    fs.writeFileSync(path.join(folder, 'rwlock'), text)
    await expect(pathLocks().during({ read: [], write: ['/p'] }, async () => 'done')).resolves.toBe('done')
  })
})
