import { type ChildProcess, spawn } from 'node:child_process'
import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type AbsolutePath, absolutePath } from '../foundation/base/index.ts'
import { type Clock, realClock, realFileLocks, realFileSystem, realProcesses } from '../foundation/system/index.ts'
import { PathLocks } from './path-locks.ts'
import { ProjectLock } from './project-lock.ts'
import { Turns } from './turns.ts'

const noTime: Clock = { ...realClock, now: () => 0, wait: async () => undefined }
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
    await lock.during(async () => {
      lock.lend()
      await projectLock().during(async () => undefined)
      await lock.takeBack()
      await expect(projectLock().during(() => undefined)).rejects.toThrow(/Unable to acquire lock/)
    })
  })
})

describe('path locks', () => {
  it('stand in the file that DVC reads, until others are claimed', async () => {
    const claiming = pathLocks()
    await claiming.claim([
      { read: ['/p/in'], write: ['/p/out'] },
      { read: ['/p/in'], write: ['/p/other'] },
    ])
    expect(read()).toEqual({ read: { '/p/in': [own, own] }, write: { '/p/out': own, '/p/other': own } })
    await claiming.claim([])
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
    await pathLocks().claim([{ read: [], write: ['/p'] }])
    expect(read()).toEqual({ write: { '/p': own } })
  })
})

describe('turns', () => {
  const openTurns = () => {
    const [lock, paths] = [projectLock(realClock), pathLocks()]
    return new Turns({ lock, pathLocks: paths, clock: realClock })
  }
  const isFree = async () =>
    projectLock()
      .during(() => true)
      .catch(() => false)

  it('are had one at a time, but for those who are away', async () => {
    const turns = openTurns()
    const seen: string[] = []
    const work = (name: string, away: Promise<void>) =>
      turns.take(async () => {
        seen.push(`${name} begins`)
        await turns.away(() => away)
        seen.push(`${name} ends`)
      })
    let finish = () => {}
    const first = new Promise<void>((resolve) => (finish = resolve))
    await turns.during(async () => {
      await Promise.all([work('long', first), work('short', Promise.resolve()).then(finish)])
    })
    expect(seen).toEqual(['long begins', 'short begins', 'short ends', 'long ends'])
  })

  it('lend the lock out and claim the paths while nobody needs it', async () => {
    const turns = openTurns()
    await turns.during(() =>
      turns.take(async () => {
        expect(await isFree()).toBe(false)
        await turns.away(
          async () => {
            while (!(await isFree())) await realClock.wait(10)
            expect(read()).toEqual({ write: { '/p/out': own } })
          },
          { write: ['/p/out'] },
        )
        expect(await isFree()).toBe(false)
      }),
    )
    expect(read()).toEqual({})
    expect(await isFree()).toBe(true)
  })

  it('lend it out also while several wait for nothing in particular and one of them is back', async () => {
    const turns = openTurns()
    const waitFor = (isSo: () => Promise<boolean>) =>
      turns.take(() =>
        turns.away(async () => {
          while (!(await isSo())) await realClock.wait(10)
        }),
      )
    await turns.during(() => Promise.all([waitFor(async () => true), waitFor(isFree)]))
    expect(await isFree()).toBe(true)
  })

  it('keep the lock for what is done at once', async () => {
    const turns = openTurns()
    await turns.during(() => turns.take(() => turns.away(async () => expect(await isFree()).toBe(false))))
    expect(fs.existsSync(path.join(folder, 'rwlock'))).toBe(false)
  })

  it('pass on what goes wrong', async () => {
    const turns = openTurns()
    const failing = turns.during(() => turns.take(() => turns.away(() => Promise.reject(new Error('broken')))))
    await expect(failing).rejects.toThrow('broken')
    expect(await isFree()).toBe(true)
  })
})

function read() {
  return JSON.parse(fs.readFileSync(path.join(folder, 'rwlock'), 'utf8'))
}
