import { describe, expect, it } from 'vitest'
import { Failure } from '../../../foundation/base/index.ts'
import { type DiskState, explainRefusal, SftpRefusal } from './sftp-refusal.ts'
import { ConnectionLost, explainLost, explainSsh } from './ssh-failures.ts'

const place = { name: 'ssh://ada@host:2222/data', login: 'ssh -p 2222 ada@host', host: 'host' }
const told = (failure: Error) => {
  if (!(failure instanceof Failure)) throw failure
  return `${failure.message}\n${failure.hint}`
}

describe('what ssh says when it ends', () => {
  it.each([
    ['ssh: Could not resolve hostname host: Name or service not known', 'there is no machine of this name.'],
    ['ssh: connect to host host port 22: Connection refused', 'nobody answers there.'],
    ['ssh: connect to host gate port 22: Connection refused', 'nobody answers there (at gate).'],
    ['ssh: connect to host host port 22: Connection timed out', 'no answer in time.'],
    ['ssh: connect to host host port 22: No route to host', 'there is no way to that machine.'],
    ['No ED25519 host key is known for host and you have requested strict checking.', 'is not known here.'],
    ['@ WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! @\nHost key verification failed.', 'another key than before.'],
    ['ada@host: Permission denied (publickey,password).', 'it does not let us in.'],
    [
      'Warning: Identity file x not accessible: No such file.\nada@host: Permission denied',
      'the key file is not there.',
    ],
    ['WARNING: UNPROTECTED PRIVATE KEY FILE!\nada@host: Permission denied', 'others may read the private key'],
    ['subsystem request failed on channel 0', 'it does not offer SFTP.'],
    ['/home/ada/.ssh/config: line 1: Bad configuration option: x', 'ssh does not understand its settings.'],
  ])('is told in other words: %s', (printed, expected) => {
    expect(told(explainSsh(printed, place))).toContain(expected)
  })

  it('comes with what to do', () => {
    expect(told(explainSsh('@ REMOTE HOST IDENTIFICATION HAS CHANGED! @', place))).toMatchInlineSnapshot(`
      "ssh://ada@host:2222/data: the machine shows another key than before.
      If it was set up anew, take the old key away (ssh-keygen -R host) and log in once by hand: ssh -p 2222 ada@host. If not, somebody may stand between."
    `)
    expect(told(explainSsh('ada@host: Permission denied (publickey).', place))).toMatchInlineSnapshot(`
      "ssh://ada@host:2222/data: it does not let us in.
      Try it by hand: ssh -p 2222 ada@host. A key with a passphrase has to be in your agent (ssh-add FILE), or give the passphrase or password to this machine: sterna remote modify --local NAME passphrase PASSPHRASE"
    `)
  })

  it('is kept where it may be over the next time', () => {
    const lost = explainSsh('kex_exchange_identification: read: Connection reset by peer\n', place)
    expect(lost).toBeInstanceOf(ConnectionLost)
    expect(told(explainLost(lost as ConnectionLost, place))).toMatchInlineSnapshot(`
      "ssh://ada@host:2222/data: the connection was cut off again and again ("kex_exchange_identification: read: Connection reset by peer").
      Run the command again: what has arrived is kept. Or try it by hand: ssh -p 2222 ada@host"
    `)
  })
})

describe('what SFTP refuses', () => {
  const roomy: DiskState = { isReadOnly: false, freeBytes: 1e9, freeFiles: 1000 }
  it.each([
    [3, 'Permission denied', undefined, 'we may not read or write that.'],
    [4, 'Failure', { ...roomy, isReadOnly: true }, 'the disk there is read-only.'],
    [4, 'Failure', { ...roomy, freeBytes: 4096 }, 'the disk there is full.'],
    [4, 'Failure', { ...roomy, freeFiles: 0 }, 'the disk there is full.'],
    [4, 'Failure', roomy, 'the server says "Failure".'],
    [8, 'Operation unsupported', undefined, 'the server says "Operation unsupported".'],
  ])('is told in other words: %i %s on a disk like %o', (status, message, disk, expected) => {
    const failure = explainRefusal(new SftpRefusal(status, message), { ...place, path: '/data/x', disk })
    expect(failure.message).toBe(`ssh://ada@host:2222/data: '/data/x': ${expected}`)
    expect(failure.code).toBe('remote-refused')
    expect(failure.hint).not.toMatch(/LOGIN|PATH/)
  })
})
