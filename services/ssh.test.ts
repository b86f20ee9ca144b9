import { execFileSync, spawn } from 'node:child_process'
import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { describeObjectStore } from '../engine/src/storage/object-store-contract.ts'
import { describeRemoteFiles } from '../engine/src/storage/remotes/remote-files-contract.ts'
import { remoteStore } from '../engine/src/storage/remotes/remote-store.ts'
import { contentAt, openAt } from './open-at.ts'
import { freePort } from './service.ts'
import { type SshServer, type SshServerOptions, startSshd } from './ssh-server.ts'

// Where it cannot be installed there is nothing to test.
const found = await startSshd()
if (found) describeServer(found)

function describeServer(server: SshServer): void {
  afterAll(() => server.stop())
  let places = 0
  const urlOf = ({ user, port, home }: SshServer) => `ssh://${user}@127.0.0.1:${port}${home}`
  const withKey = { keyfile: server.keyFile }
  const openPlace = () => openAt(`${urlOf(server)}/some/place ${places++}`, withKey, server.variables())
  describeRemoteFiles('ssh', openPlace, { refusesWrongMd5: false })
  describeObjectStore('ssh', () => remoteStore(openPlace()), { refusesOtherBytes: false })

  describe('a machine with SSH', () => {
    const opened: { close(): void }[] = []
    const open: typeof openAt = (...given) => {
      const files = openAt(...given)
      opened.push(files)
      return files
    }
    const running: SshServer[] = []
    const serve = async (options: SshServerOptions) => {
      const started = (await startSshd(options))!
      running.push(started)
      return started
    }
    afterEach(async () => {
      for (const files of opened.splice(0)) files.close()
      for (const started of running.splice(0)) await started.stop()
    })

    it('is connected to once, whatever is asked, and nothing of it stays', async () => {
      const before = server.connected()
      const files = openPlace()
      await Promise.all(Array.from({ length: 300 }, (_, i) => files.write(`${i % 7}/${i}`, Buffer.from(`${i}`))))
      for await (const _ of files.list!(''));
      const [started, ...more] = server.connected().slice(before.length)
      expect(more).toEqual([])
      files.close()
      await expect.poll(() => isRunning(started!)).toBe(false)
    })

    it('keeps the place clean: no temporary name stays', async () => {
      const files = openPlace()
      await Promise.all(Array.from({ length: 50 }, (_, i) => files.write(`a/${i}`, Buffer.alloc(i * 9000))))
      const names = fs.readdirSync(path.join(server.home, `some/place ${places - 1}/a`))
      expect(names.sort()).toEqual(Array.from({ length: 50 }, (_, i) => String(i)).sort())
      files.close()
    })

    it('may break the connection: what was begun is done all the same', async () => {
      const before = server.connected().length
      const files = openPlace()
      opened.push(files)
      const largeBytes = 20 << 20
      const large = path.join(server.home, 'large')
      fs.writeFileSync(large, Buffer.alloc(largeBytes, 'abcdefg'))
      const written = files.write('large', { file: large, start: 0, bytes: largeBytes })
      await expect.poll(() => server.connected().length).toBe(before + 1)
      await expect.poll(() => bytesBelow(path.join(server.home, `some/place ${places - 1}`))).toBeGreaterThan(1 << 20)
      process.kill(server.connected().at(-1)!, 'SIGKILL')
      await written
      const pieces: Buffer[] = []
      let isKilled = false
      await files.read('large', (piece) => {
        pieces.push(Buffer.from(piece))
        if (!isKilled && pieces.length > 20) isKilled = process.kill(server.connected().at(-1)!, 'SIGKILL')
      })
      expect(server.connected().length).toBe(before + 3)
      expect(Buffer.concat(pieces).equals(fs.readFileSync(large))).toBe(true)
    })

    it('follows links to files, and not those to folders, which might never end', async () => {
      const files = openPlace()
      opened.push(files)
      await files.write('real/file', Buffer.from('content'))
      const place = path.join(server.home, `some/place ${places - 1}`)
      fs.symlinkSync('real/file', path.join(place, 'link'))
      fs.symlinkSync('.', path.join(place, 'again'))
      fs.symlinkSync('nowhere', path.join(place, 'broken'))
      const seen: string[] = []
      for await (const page of files.list!('')) seen.push(...page.map(({ key, bytes }) => `${key} ${bytes}`))
      expect(seen.sort()).toEqual(['link 7', 'real/file 7'])
    })

    it('tells of a URL that is a file', async () => {
      const files = openPlace()
      opened.push(files)
      await files.write('file', Buffer.from('content'))
      const file = open(`${files.name}/file`, withKey, server.variables())
      expect((await file.stat(''))?.bytes).toBe(7)
      expect(await contentAt(file, '')).toBe('content')
      expect(await files.stat('')).toBeUndefined()
    })

    it.skipIf(server.password === undefined)('means the home where the URL has no path', async () => {
      const files = open(urlOf(server).replace(server.home, ''), withKey, server.variables())
      await files.write('below home/file', Buffer.from('content'))
      expect(fs.readFileSync(path.join(server.home, 'below home/file'), 'utf8')).toBe('content')
    })

    it.each<[string, Record<string, string>, string[]]>([
      ['the key of an option', withKey, []],
      ['the settings of ssh', {}, [`IdentityFile ${server.keyFile}`]],
      ['a key with a passphrase', { keyfile: server.lockedKeyFile, passphrase: server.passphrase }, []],
    ])('lets us in with %s', async (_, options, settings) => {
      const files = open(`${urlOf(server)}/in`, options, server.variables(settings))
      await files.write('file', Buffer.from('content'))
      expect(await contentAt(files, 'file')).toBe('content')
    })

    it.skipIf(server.password === undefined)('lets us in with a password, and others do not get it', async () => {
      const files = open(`${urlOf(server)}/in`, { password: server.password! }, server.variables())
      expect(await files.stat('nothing')).toBeUndefined()
      const gate = ['Host gate', 'HostName localhost', `Port ${server.port}`, `User ${server.user}`]
      const way = server.variables(['Host 127.0.0.1', 'ProxyJump gate', ...gate, 'StrictHostKeyChecking no'])
      const behind = open(`${urlOf(server)}/in`, { password: server.password! }, way)
      await expect(behind.stat('nothing')).rejects.toThrow('it does not let us in.')
    })

    it('lets us in with the agent, unless that is not wanted', async () => {
      const agent = startAgent(server)
      try {
        const variables = { ...server.variables(), SSH_AUTH_SOCK: agent.socket }
        const files = open(`${urlOf(server)}/in`, {}, variables)
        expect(await files.stat('nothing')).toBeUndefined()
        const without = open(`${urlOf(server)}/in`, { allow_agent: 'false' }, variables)
        await expect(without.stat('nothing')).rejects.toThrow('it does not let us in.')
      } finally {
        agent.stop()
      }
    })

    it('is reached through another one', async () => {
      const gate = [`Host gate`, 'HostName 127.0.0.1', `Port ${server.port}`, `User ${server.user}`]
      const inner = ['Host inner', 'HostName 127.0.0.1', `Port ${server.port}`, `ProxyJump gate`]
      const settings = [...gate, ...inner, 'Host *', `IdentityFile ${server.keyFile}`]
      const files = open(`ssh://${server.user}@inner${server.home}/in`, {}, server.variables(settings))
      await files.write('file', Buffer.from('content'))
      expect(await contentAt(files, 'file')).toBe('content')
    })

    describe('says what is wrong', () => {
      const failureOf = async (work: Promise<unknown>) =>
        work.then(
          () => undefined,
          (error: Error) => error,
        )
      let name: string
      beforeEach(() => (name = `${urlOf(server)}/in`))

      it('when nobody listens', async () => {
        const url = `ssh://127.0.0.1:${await freePort()}/in`
        expect(await failureOf(open(url, {}, server.variables()).stat('x'))).toMatchObject({
          code: 'remote-unreachable',
          message: `${url}: nobody answers there.`,
        })
      })

      it('when no key lets us in, and asks once only', async () => {
        const files = open(name, { keyfile: server.lockedKeyFile }, server.variables())
        const before = server.connected().length
        const failures = await Promise.all(['x', 'y'].map((key) => failureOf(files.stat(key))))
        for (const failure of [...failures, await failureOf(files.stat('z'))])
          expect(failure).toMatchObject({ code: 'remote-refused', message: `${name}: it does not let us in.` })
        expect(server.connected().length).toBe(before + 1)
      })

      it.each(['password', 'passphrase'])('when a %s is wrong, without showing it', async (option) => {
        const files = open(name, { keyfile: server.lockedKeyFile, [option]: 'wrong-secret' }, server.variables())
        const failure = await failureOf(files.stat('x'))
        expect(failure).toMatchObject({ message: `${name}: it does not let us in.` })
        expect(JSON.stringify(failure) + String(failure?.cause)).not.toContain('wrong-secret')
      })

      it('when the key file is not there', async () => {
        const files = open(name, { keyfile: '/nowhere/key' }, server.variables())
        expect(await failureOf(files.stat('x'))).toMatchObject({ message: `${name}: the key file is not there.` })
      })

      it('when its key is not known, or another one than before', async () => {
        const hosts = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'hosts-')), 'known')
        const variables = server.variables([`UserKnownHostsFile ${hosts}`])
        const ask = () => failureOf(open(name, withKey, variables).stat('x'))
        expect(await ask()).toMatchObject({ message: `${name}: the key of that machine is not known here.` })
        const [kind, key] = fs.readFileSync(`${server.keyFile}.pub`, 'utf8').split(' ')
        fs.writeFileSync(hosts, `[127.0.0.1]:${server.port} ${kind} ${key}\n`)
        expect(await ask()).toMatchObject({
          code: 'remote-refused',
          message: `${name}: the machine shows another key than before.`,
        })
        fs.rmSync(path.dirname(hosts), { recursive: true })
      })

      it('when it does not offer SFTP', async () => {
        const other = await serve({ subsystem: '' })
        const files = open(urlOf(other), { keyfile: other.keyFile }, other.variables())
        expect(await failureOf(files.stat('x'))).toMatchObject({ message: `${urlOf(other)}: it does not offer SFTP.` })
      })

      it('when a login prints something by itself', async () => {
        const other = await serve({ subsystem: '/bin/sh -c "echo Welcome to this machine; cat"' })
        const files = open(urlOf(other), { keyfile: other.keyFile }, other.variables())
        expect(await failureOf(files.stat('x'))).toMatchObject({
          code: 'remote-refused',
          message: `${urlOf(other)}: what it answers is not SFTP.`,
        })
      })

      it('when it may only be read', async () => {
        const other = await serve({ subsystem: 'internal-sftp -R' })
        const files = open(urlOf(other), { keyfile: other.keyFile }, other.variables())
        expect(String(await failureOf(files.write('x', Buffer.from('x'))))).toContain('we may not read or write that.')
      })

      it.skipIf(!server.hasDisks).each([
        ['full', 'the disk there is full.'],
        ['read-only', 'the disk there is read-only.'],
      ])('when a disk is %s, and leaves nothing there', async (disk, message) => {
        const files = open(`${urlOf(server)}/${disk}`, withKey, server.variables())
        const failure = await failureOf(files.write('files/x', Buffer.alloc(300_000)))
        expect(failure).toMatchObject({ code: 'remote-refused' })
        expect(failure!.message).toMatch(new RegExp(`^${files.name}: '${server.home}/${disk}/files/x': ${message}$`))
        for await (const page of files.list!('')) expect(page).toEqual([])
      })

      it.skipIf(!server.hasDisks)('when a folder belongs to somebody else', async () => {
        const place = path.join(server.home, 'of root')
        fs.mkdirSync(place, { mode: 0o755 })
        const files = open(`${urlOf(server)}/of root`, withKey, server.variables())
        expect(await failureOf(files.write('x', Buffer.from('x')))).toMatchObject({
          code: 'remote-refused',
          message: `${files.name}: '${place}/x': we may not read or write that.`,
        })
      })
    })
  })
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

function bytesBelow(folder: string): number {
  if (!fs.existsSync(folder)) return 0
  return fs.readdirSync(folder).reduce((sum, name) => sum + fs.statSync(path.join(folder, name)).size, 0)
}

function startAgent({ keyFile }: SshServer) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'agent-'))
  const socket = path.join(folder, 'socket')
  const agent = spawn('ssh-agent', ['-D', '-a', socket], { stdio: 'ignore' })
  while (!fs.existsSync(socket)) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10)
  execFileSync('ssh-add', ['-q', keyFile], { env: { ...process.env, SSH_AUTH_SOCK: socket }, stdio: 'ignore' })
  return { socket, stop: () => (agent.kill(), fs.rmSync(folder, { recursive: true })) }
}
