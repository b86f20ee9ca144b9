import { execFileSync, spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { debianProgram } from './lab.ts'
import { freePort, type Service, startService } from './service.ts'

/** An SSH server over a folder of its own. */
export interface SshServer extends Service {
  readonly port: number
  readonly user: string
  /** Of the user, where the server has users of its own. */
  readonly password: string | undefined
  /** Keys that let the user in; to use the second one has to know its passphrase. */
  readonly keyFile: string
  readonly lockedKeyFile: string
  readonly passphrase: string
  /** The folder that the user has there. Where the server has disks of its own, `full` and `read-only` in it are such. */
  readonly home: string
  readonly hasDisks: boolean
  /** With them ssh knows the server, and no other setting of this machine but those given. */
  variables(settings?: readonly string[]): Record<string, string>
  /** Every ssh that was started with such variables to connect, by its process. */
  connected(): number[]
}

export interface SshServerOptions {
  /** What offers SFTP; nothing does if it is empty. */
  readonly subsystem?: string
  readonly settings?: readonly string[]
}

const password = 'secret: of ada'
const passphrase = 'tern & gull'
const userOfRoot = { name: 'ada', id: 54321 }

/** OpenSSH's server with keys of its own; undefined where it cannot be installed. */
export async function startSshd(options: SshServerOptions = {}): Promise<SshServer | undefined> {
  const program = debianProgram('sshd', 'openssh-server')
  if (program === undefined) return undefined
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sshd-'))
  const at = (name: string) => path.join(folder, name)
  const port = await freePort()
  const isRoot = process.getuid?.() === 0 && spawnSync('unshare', ['--mount', 'true']).status === 0
  makeKeys(at, port)
  makeHome(at('home'), isRoot)
  fs.writeFileSync(at('sshd_config'), serverSettings(at, port, options))
  const words = [program, '-D', '-e', '-f', at('sshd_config')]
  const service = await startService({ ...(isRoot ? withOwnUsers(at, words) : plain(words)), port })
  const user = isRoot ? userOfRoot.name : os.userInfo().username
  return {
    port,
    user,
    password: isRoot ? password : undefined,
    keyFile: at('user'),
    lockedKeyFile: at('locked'),
    passphrase,
    home: at('home'),
    hasDisks: isRoot,
    variables: (settings = []) => clientVariables(folder, settings),
    connected: () => fs.readFileSync(at('connected'), 'utf8').split('\n').filter(Boolean).map(Number),
    stop: async () => {
      await service.stop()
      fs.rmSync(folder, { recursive: true, force: true })
    },
  }
}

function makeKeys(at: (name: string) => string, port: number): void {
  const make = (name: string, phrase: string) =>
    execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', phrase, '-C', name, '-f', at(name)])
  make('host', '')
  make('user', '')
  make('locked', passphrase)
  const publicKey = (name: string) => fs.readFileSync(at(`${name}.pub`), 'utf8')
  fs.writeFileSync(at('authorized_keys'), publicKey('user') + publicKey('locked'))
  fs.writeFileSync(at('connected'), '')
  fs.writeFileSync(at('known_hosts'), `[127.0.0.1]:${port} ${publicKey('host')}`)
}

function makeHome(home: string, isRoot: boolean): void {
  fs.chmodSync(path.dirname(home), 0o711)
  fs.mkdirSync(home)
  if (isRoot) fs.chownSync(home, userOfRoot.id, userOfRoot.id)
}

function serverSettings(
  at: (name: string) => string,
  port: number,
  { subsystem = 'internal-sftp', settings = [] }: SshServerOptions,
): string {
  return [
    ...settings,
    `Port ${port}`,
    'ListenAddress 127.0.0.1',
    `HostKey ${at('host')}`,
    `AuthorizedKeysFile ${at('authorized_keys')}`,
    'PidFile none',
    'UsePAM no',
    'StrictModes no',
    'KbdInteractiveAuthentication no',
    'MaxStartups 100',
    ...(subsystem === '' ? [] : [`Subsystem sftp ${subsystem}`]),
    '',
  ].join('\n')
}

function plain([command = '', ...words]: readonly string[]) {
  return { command, words }
}

/** With a user, a password and disks that only this server sees: nothing of the machine changes. */
function withOwnUsers(at: (name: string) => string, server: readonly string[]) {
  const { name, id } = userOfRoot
  const hashed = execFileSync('openssl', ['passwd', '-6', '-stdin'], { input: password, encoding: 'utf8' }).trim()
  const users = `${fs.readFileSync('/etc/passwd', 'utf8')}${name}:x:${id}:${id}::${at('home')}:/bin/sh\n`
  fs.writeFileSync(at('passwd'), users)
  fs.writeFileSync(at('shadow'), `${name}:${hashed}:19000:0:99999:7:::\n`, { mode: 0o600 })
  const steps = [
    'mount -t tmpfs tmpfs /run && mkdir /run/sshd',
    'mount --bind "$0/passwd" /etc/passwd && mount --bind "$0/shadow" /etc/shadow',
    'mkdir "$0/home/full" "$0/home/read-only"',
    `mount -t tmpfs -o size=64k,uid=${id} tmpfs "$0/home/full"`,
    `mount -t tmpfs -o ro,uid=${id} tmpfs "$0/home/read-only"`,
    'exec "$@"',
  ]
  return { command: 'unshare', words: ['--mount', 'sh', '-c', steps.join(' && '), at(''), ...server] }
}

/** A folder in `PATH` whose `ssh` reads other settings than those of the person who runs the tests. */
function clientVariables(folder: string, settings: readonly string[]): Record<string, string> {
  const bin = fs.mkdtempSync(path.join(folder, 'bin-'))
  const config = path.join(bin, 'config')
  const known = `UserKnownHostsFile ${path.join(folder, 'known_hosts')}`
  fs.writeFileSync(config, [...settings, 'Host *', known, 'GlobalKnownHostsFile none', ''].join('\n'))
  const ssh = debianProgram('ssh', 'openssh-client') ?? 'ssh'
  const steps = [`case "$1" in -G) ;; *) echo $$ >>'${folder}/connected' ;; esac`, `exec '${ssh}' -F '${config}' "$@"`]
  fs.writeFileSync(path.join(bin, 'ssh'), `#!/bin/sh\n${steps.join('\n')}\n`, { mode: 0o755 })
  return { PATH: `${bin}:${process.env['PATH']}` }
}
