import { Failure, type FailureCode } from '../../../foundation/base/index.ts'
import type { Meaning } from '../transport/network-failure.ts'
import type { SshAddress } from './ssh-address.ts'

/** The connection ended. A new one may hold. */
export class ConnectionLost extends Error {}

type Place = Pick<SshAddress, 'name' | 'login' | 'host'>

interface SaidMeaning extends Meaning {
  readonly says: RegExp
  readonly code: FailureCode
}

/** Why ssh ended, by what it printed. `LOGIN` and `FORGETTING` in a hint are replaced. */
export function explainSsh(printed: string, { name, login, host }: Place): Failure | ConnectionLost {
  const known = meanings.find(({ says }) => says.test(printed))
  const [, nextMachine = host] = /connect to host (\S+) port/.exec(printed) ?? []
  const isOther = nextMachine !== host && known?.code === 'remote-unreachable'
  const message = known && (isOther ? `${known.message} (at ${nextMachine})` : known.message)
  if (!known) return new ConnectionLost(printed.trim().split('\n').at(-1) ?? '')
  const forgetting = /ssh-keygen -f .*/.exec(printed)?.[0] ?? `ssh-keygen -R ${host}`
  const hint = known.hint.replace('FORGETTING', forgetting).replace('LOGIN', login)
  return new Failure(known.code, `${name}: ${message}.`, { hint })
}

/** The more special before the more general. */
const meanings: readonly SaidMeaning[] = [
  {
    says: /REMOTE HOST IDENTIFICATION HAS CHANGED|Host key for .* has changed/,
    code: 'remote-refused',
    message: 'the machine shows another key than before',
    hint: 'If it was set up anew, take the old key away (FORGETTING) and log in once by hand: LOGIN. If not, somebody may stand between.',
  },
  {
    says: /Host key verification failed|No .* host key is known for/,
    code: 'remote-refused',
    message: 'the key of that machine is not known here',
    hint: 'Log in once by hand and compare its fingerprint: LOGIN',
  },
  {
    says: /UNPROTECTED PRIVATE KEY FILE|bad permissions/,
    code: 'remote-refused',
    message: 'others may read the private key, so ssh does not use it',
    hint: 'Keep it to yourself: chmod 600 FILE',
  },
  {
    says: /Identity file .* not accessible/,
    code: 'remote-refused',
    message: 'the key file is not there',
    hint: 'Look at keyfile: sterna remote modify NAME keyfile FILE',
  },
  {
    says: /Permission denied|Too many authentication failures|No more authentication methods/,
    code: 'remote-refused',
    message: 'it does not let us in',
    hint: 'Try it by hand: LOGIN. A key with a passphrase has to be in your agent (ssh-add FILE), or give the passphrase or password to this machine: sterna remote modify --local NAME passphrase PASSPHRASE',
  },
  {
    says: /subsystem request failed/,
    code: 'remote-refused',
    message: 'it does not offer SFTP',
    hint: 'Ask who keeps the machine for "Subsystem sftp internal-sftp" in its sshd_config.',
  },
  {
    says: /Could not resolve hostname/,
    code: 'remote-unreachable',
    message: 'there is no machine of this name',
    hint: 'Look at the name in the URL (sterna remote list), or at Host in ~/.ssh/config.',
  },
  {
    says: /Connection refused/,
    code: 'remote-unreachable',
    message: 'nobody answers there',
    hint: 'Is the server running, and is the port right? sterna remote modify NAME port PORT',
  },
  {
    says: /No route to host|Network is unreachable/,
    code: 'remote-unreachable',
    message: 'there is no way to that machine',
    hint: 'Is there a network, or a VPN that has to be on?',
  },
  {
    says: /connect to host .* timed out/,
    code: 'remote-unreachable',
    message: 'no answer in time',
    hint: 'Is the name right, and is there a VPN that has to be on? Try it by hand: LOGIN',
  },
  {
    says: /Bad configuration option|Bad owner or permissions on|terminating, .* bad configuration/,
    code: 'config',
    message: 'ssh does not understand its settings',
    hint: 'Try it by hand: LOGIN',
  },
]

/** What to say when connections were lost again and again. */
export function explainLost(lost: ConnectionLost, { name, login }: Place): Failure {
  const why = lost.message === '' ? '' : ` ("${lost.message}")`
  return new Failure('remote-unreachable', `${name}: the connection was cut off again and again${why}.`, {
    hint: `Run the command again: what has arrived is kept. Or try it by hand: ${login}`,
    cause: lost,
  })
}

/** ssh itself could not be started. */
export function noSsh({ name }: Place, cause: Error): Failure {
  return new Failure('remote-unreachable', `${name}: there is no program 'ssh' on this machine.`, {
    hint: 'Install OpenSSH, for instance with: sudo apt install openssh-client',
    cause,
  })
}

/** Something else than SFTP came. */
export function notSftp({ name, login }: Place, cause: unknown): Failure {
  return new Failure('remote-refused', `${name}: what it answers is not SFTP.`, {
    hint: `A login there must not print anything by itself; this should show nothing: ${login} true`,
    cause,
  })
}
