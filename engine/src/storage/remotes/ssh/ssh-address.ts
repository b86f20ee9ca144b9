import { Failure } from '../../../foundation/base/index.ts'
import { type RemoteLocation, textOption } from '../remote-location.ts'

/** Which machine, as whom, and where there. What is undefined ssh knows by itself. */
export interface SshAddress {
  readonly host: string
  readonly user: string | undefined
  readonly port: string | undefined
  readonly password: string | undefined
  /** As it stands in the URL: nothing in it is escaped. Below the home there if it is empty. */
  readonly path: string
  /** For people, without the password. */
  readonly name: string
  /** How a person logs in there by hand. */
  readonly login: string
}

const parts = /^\w+:\/\/(?:([^@/:]*)(?::([^@/]*))?@)?(\[[^\]/]*\]|[^/:@]*)(?::(\d+))?(\/.*)?$/

/** What `ssh://user@host:port/path` and the options say; options win, as with DVC. */
export function sshAddress({ url, options }: Pick<RemoteLocation, 'url' | 'options'>): SshAddress {
  const [, inUrl, password, bracketed, port, path = ''] = parts.exec(url) ?? []
  const host = bracketed?.replaceAll(/[[\]]/g, '')
  const user = textOption(options, 'user') ?? (inUrl || undefined)
  if (!host || !isHost.test(host) || (user !== undefined && !isUser.test(user))) throw noAddress(url)
  const shownUser = inUrl ? `${inUrl}@` : ''
  const chosenPort = textOption(options, 'port') ?? port
  return {
    host,
    user,
    port: chosenPort,
    password: textOption(options, 'password') ?? (password || undefined),
    path,
    name: `ssh://${shownUser}${bracketed}${port ? `:${port}` : ''}${path}`.replace(/(.)\/+$/, '$1'),
    login: `ssh ${chosenPort ? `-p ${chosenPort} ` : ''}${user ? `${user}@` : ''}${host}`,
  }
}

// ssh hands both to a shell where ~/.ssh/config says so, and an address may come from anybody's repository.
const isHost = /^[\p{L}\p{N}_.:][\p{L}\p{N}_.:%-]*$/u
const isUser = /^(?!-)[^\s'"`$\\;&<>|(){}]+$/

function noAddress(url: string): Failure {
  const shown = url.replace(/:\/\/.*@/, '://')
  return new Failure('config', `config file error: '${shown}' does not name a machine that ssh can reach.`, {
    hint: 'It should look like this: ssh://user@host:port/path',
  })
}
