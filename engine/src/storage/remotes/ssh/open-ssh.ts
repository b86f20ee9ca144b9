import type { RemoteFiles } from '../remote-files.ts'
import { flagOption, numberOption, type RemoteLocation, textOption } from '../remote-location.ts'
import { retryIn } from '../transport/real-retry.ts'
import { SftpClient } from './sftp-client.ts'
import { sshAddress } from './ssh-address.ts'
import { sshFiles } from './ssh-files.ts'
import { sshProgram } from './ssh-program.ts'

/** One connection carries so many works at once; more only wait at its other end. */
const mostWorks = 256

/** The files below `ssh://user@host:port/path`, through the ssh of this machine with all its settings. */
export function openSsh(location: RemoteLocation): RemoteFiles {
  const address = sshAddress(location)
  const client = new SftpClient({
    address,
    program: (command) => sshProgram(location, address, command),
    retry: retryIn(location.environment),
  })
  const concurrency = Math.min(numberOption(location.options, 'jobs') ?? mostWorks, mostWorks)
  return sshFiles(client, { concurrency, credentialSource: sourceOf(location, address.password !== undefined) })
}

function sourceOf({ options }: RemoteLocation, hasPassword: boolean): string {
  const keyFile = textOption(options, 'keyfile')
  const sources = [
    ...(keyFile === undefined ? [] : [`the key file ${keyFile}`]),
    ...(hasPassword ? ['a password of the remote'] : []),
  ]
  if (sources.length > 0) return sources.join(' and ')
  const agent = flagOption(options, 'allow_agent') === false ? '' : ', and the agent'
  return `ssh itself: ~/.ssh/config, its usual key files${agent}`
}
