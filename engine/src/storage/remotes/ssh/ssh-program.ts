import { spawnSync } from 'node:child_process'
import { flagOption, type RemoteLocation, textOption } from '../remote-location.ts'
import type { SshAddress } from './ssh-address.ts'
import { answerSsh } from './ssh-answers.ts'

/** How ssh is to be started. */
export interface SshProgram {
  readonly words: readonly string[]
  readonly variables: Readonly<Record<string, string | undefined>>
  /** When it has let us in, or will not. */
  done(): void
}

/** What nobody wants from a connection that only carries files, whatever `~/.ssh/config` says. */
const carriesFilesOnly = [
  ...['-oClearAllForwardings=yes', '-oForwardAgent=no', '-oForwardX11=no', '-oPermitLocalCommand=no'],
  ...['-oRemoteCommand=none', '-oRequestTTY=no'],
]

/** A machine that is gone is noticed after two minutes. */
const noticesSilence = ['-oServerAliveInterval=15', '-oServerAliveCountMax=8']

/**
 * SFTP with the machine, by the ssh of this one with all its settings; options of the remote win over them. Or a command
 * that is run there, for which nobody is asked anything.
 */
export function sshProgram(location: RemoteLocation, address: SshAddress, command?: string): SshProgram {
  const { options, environment } = location
  const passphrase = textOption(options, 'passphrase')
  const { password } = address
  const words = [...connectionWords(location, address), ...authenticationWords(location, address)]
  const target = ['--', address.host]
  const request = command === undefined ? ['-s', ...target, 'sftp'] : [...target, command]
  if (password === undefined && passphrase === undefined) {
    const batch = command === undefined && mayAsk(location) ? [] : ['-oBatchMode=yes']
    return {
      words: [...batch, ...words, ...request],
      variables: environment.variables,
      done: () => undefined,
    }
  }
  const login = password === undefined ? undefined : promptedLogin([...words, ...target], environment.variables)
  const answers = answerSsh({ password, passphrase, login })
  return {
    words: ['-oNumberOfPasswordPrompts=1', ...words, ...request],
    variables: { ...environment.variables, ...answers.variables },
    done: answers.remove,
  }
}

function connectionWords({ options, environment }: RemoteLocation, { user, port }: SshAddress): string[] {
  const seconds = textOption(options, 'timeout')
  return [
    ...carriesFilesOnly,
    ...noticesSilence,
    ...(user === undefined ? [] : ['-l', user]),
    ...(port === undefined ? [] : ['-p', port]),
    ...(seconds === undefined ? [] : [`-oConnectTimeout=${seconds}`]),
    ...keyWords(textOption(options, 'keyfile'), environment.homeDirectory),
  ]
}

function keyWords(file: string | undefined, home: string): string[] {
  if (file === undefined) return []
  return ['-i', file.replace(/^~(?=\/)/, () => home), '-oIdentitiesOnly=yes']
}

/** Where a password is given the keys of the agent would only use up the attempts that a server allows. */
function authenticationWords({ options }: RemoteLocation, { password }: SshAddress): string[] {
  const hasKey = ['keyfile', 'passphrase'].some((name) => textOption(options, name) !== undefined)
  const ways = [...(hasKey ? ['publickey'] : []), 'keyboard-interactive', 'password']
  const kerberos = flagOption(options, 'gss_auth')
  return [
    ...(password === undefined ? [] : [`-oPreferredAuthentications=${ways.join(',')}`]),
    ...(flagOption(options, 'allow_agent') === false ? ['-oIdentityAgent=none'] : []),
    ...(kerberos === undefined ? [] : [`-oGSSAPIAuthentication=${kerberos ? 'yes' : 'no'}`]),
  ]
}

/** Whether somebody can answer: at the terminal, or, where the remote wants that, in a window. */
function mayAsk({ options, environment }: RemoteLocation): boolean {
  const isWanted = ['ask_password', 'ask_passphrase'].some((name) => flagOption(options, name) === true)
  return environment.canAsk() || (isWanted && Boolean(environment.variables['SSH_ASKPASS']))
}

/** `user@host` as ssh will name them when it asks for the password. */
function promptedLogin(words: readonly string[], variables: SshProgram['variables']): string | undefined {
  const env = variables as NodeJS.ProcessEnv
  // Where this fails the connection will tell why.
  const { stdout } = spawnSync('ssh', ['-G', ...words], { env, encoding: 'utf8', windowsHide: true })
  const [user, host] = ['user', 'hostname'].map((name) => new RegExp(`^${name} (.*)$`, 'm').exec(stdout ?? '')?.[1])
  return user && host && `${user}@${host}`
}
