import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import * as net from 'node:net'
import * as path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { makeProject, pathWithSterna, type TestProject } from '@sterna/testkit'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type SshServer, startSshd } from './ssh-server.ts'

// Where it cannot be installed there is nothing to test.
const server = await startSshd()
const withoutShell = await startSshd({ settings: ['ForceCommand internal-sftp'] })
afterAll(async () => {
  await server?.stop()
  await withoutShell?.stop()
})

const megabyte = 1 << 20
const large = Buffer.alloc(64 * megabyte, 'large')
for (let i = 0; i < large.length; i += 4096) large.writeUInt32LE(i, i)
const hash = createHash('md5').update(large).digest('hex')

describe.skipIf(!server)('a push of 64 MB over SSH that is killed in the middle', () => {
  const usualPath = process.env['PATH']
  let project: TestProject
  let way: CountingWay
  let folder: string
  let object: string
  const begin = async ({ port, user, home, keyFile, variables }: SshServer) => {
    way = await countingWay(port)
    Object.assign(process.env, variables([`HostKeyAlias [127.0.0.1]:${port}`]))
    project = await makeProject({ large })
    fs.rmSync(path.join(home, 'place'), { recursive: true, force: true })
    folder = path.join(home, `place/files/md5/${hash.slice(0, 2)}`)
    object = path.join(folder, hash.slice(2))
    await project.run(`remote add -d far ssh://${user}@127.0.0.1:${way.port}${home}/place`)
    await project.run(`remote modify --local far keyfile ${keyFile}`)
    await project.run('add large')
  }
  const breakOff = async () => {
    way.hold(40 * megabyte)
    const env = { ...process.env, PATH: `${pathWithSterna(project)}:${process.env['PATH']}` }
    const child = spawn('sh', ['-c', 'exec sterna push'], { cwd: project.directory, env, stdio: 'ignore' })
    const ended = new Promise((resolve) => child.once('close', resolve))
    while (leftBytes(folder) < 36 * megabyte) await pause(20)
    child.kill('SIGKILL')
    await ended
    way.cut()
    expect(fs.existsSync(object)).toBe(false)
  }
  const pushAgain = async () => {
    expect((await project.run('push')).code).toBe(0)
    expect(fs.readFileSync(object).equals(large)).toBe(true)
    return way.sentBytes()
  }
  beforeEach(() => begin(server!))
  afterEach(async () => {
    process.env['PATH'] = usualPath
    project.remove()
    await way.stop()
  })

  it('sends the rest only, and leaves nothing but the object', async () => {
    await breakOff()
    expect(await pushAgain()).toBeLessThan(32 * megabyte)
    expect(fs.readdirSync(folder)).toEqual([path.basename(object)])
  })

  it('goes on once more where the second was killed', async () => {
    await breakOff()
    way.hold(10 * megabyte)
    const before = leftBytes(folder)
    const env = { ...process.env, PATH: `${pathWithSterna(project)}:${process.env['PATH']}` }
    const child = spawn('sh', ['-c', 'exec sterna push'], { cwd: project.directory, env, stdio: 'ignore' })
    const ended = new Promise((resolve) => child.once('close', resolve))
    while (leftBytes(folder) < before + 4 * megabyte) await pause(20)
    child.kill('SIGKILL')
    await ended
    way.cut()
    expect(await pushAgain()).toBeLessThan(27 * megabyte)
    expect(fs.readdirSync(folder)).toEqual([path.basename(object)])
  })

  it('is whole in the end although another push takes over what it writes', async () => {
    way.hold(40 * megabyte)
    const pushed = project.run('push')
    while (leftBytes(folder) < 36 * megabyte) await pause(20)
    const [left] = fs.readdirSync(folder)
    fs.renameSync(path.join(folder, left!), path.join(folder, 'taken'))
    way.release()
    expect((await pushed).code).toBe(0)
    expect(fs.readFileSync(object).equals(large)).toBe(true)
  })

  it('begins anew where other bytes were left than those of the object', async () => {
    await breakOff()
    const [left] = fs.readdirSync(folder)
    const descriptor = fs.openSync(path.join(folder, left!), 'r+')
    fs.writeSync(descriptor, 'other', megabyte)
    fs.closeSync(descriptor)
    expect(await pushAgain()).toBeGreaterThan(64 * megabyte)
  })

  it('begins anew where no shell tells what was left', async () => {
    project.remove()
    await way.stop()
    await begin(withoutShell!)
    await breakOff()
    expect(await pushAgain()).toBeGreaterThan(64 * megabyte)
  })
})

interface CountingWay {
  readonly port: number
  /** Lets so many bytes through to the server from now on. */
  hold(after: number): void
  /** Lets the rest through. */
  release(): void
  /** Breaks all connections, and holds none of those that follow. */
  cut(): void
  /** To the server since `hold` or `cut`. */
  sentBytes(): number
  stop(): Promise<void>
}

/** A way to a port of this machine that counts what goes there. */
async function countingWay(to: number): Promise<CountingWay> {
  let sent = 0
  let most = Number.POSITIVE_INFINITY
  const open = new Set<net.Socket>()
  const listening = net.createServer((near) => {
    open.add(near)
    const far = net.connect(to, '127.0.0.1')
    near.on('data', (piece) => {
      sent += piece.length
      far.write(piece)
      if (sent >= most) near.pause()
    })
    far.on('data', (piece) => near.write(piece))
    const end = () => (open.delete(near), near.destroy(), far.destroy())
    for (const socket of [near, far]) socket.on('close', end).on('error', end)
  })
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve))
  const hold = (after: number) => {
    sent = 0
    most = after
  }
  const release = () => {
    most = Number.POSITIVE_INFINITY
    for (const near of open) near.resume()
  }
  const cut = () => {
    hold(Number.POSITIVE_INFINITY)
    for (const near of open) near.destroy()
  }
  return {
    port: (listening.address() as net.AddressInfo).port,
    hold,
    release,
    cut,
    sentBytes: () => sent,
    stop: () => {
      cut()
      return new Promise((resolve) => listening.close(() => resolve()))
    },
  }
}

/** Of the object, as far as it is there. */
function leftBytes(folder: string): number {
  if (!fs.existsSync(folder)) return 0
  return fs.readdirSync(folder).reduce((sum, name) => Math.max(sum, fs.statSync(path.join(folder, name)).size), 0)
}
