import type { RemoteFiles } from '../remote-files.ts'
import { numberOption, type RemoteLocation, textOption } from '../remote-location.ts'
import { type Authorization, basicAuthorization, fixedAuthorization, noAuthorization } from '../web/authorization.ts'
import { loginInUrl, neededOption, openWeb } from '../web/open-web.ts'
import { TokenAuthorization } from '../web/token-authorization.ts'
import { webdavFiles } from './webdav-files.ts'

const secondsWithoutByte = 30

/** The files below `webdav://` or `webdavs://`. */
export function openWebdav(location: RemoteLocation): RemoteFiles {
  const isSecure = /^webdavs:/i.test(location.url)
  const timeout = 1000 * (numberOption(location.options, 'timeout') ?? secondsWithoutByte)
  const client = openWeb(location, {
    protocol: isSecure ? 'https:' : 'http:',
    authorization: webdavAuthorization(location, timeout),
    timeouts: { timeout, connectTimeout: timeout },
  })
  return webdavFiles(client)
}

/** As DVC chooses: the command that prints a token, a token, a user, a header. */
function webdavAuthorization({ url, options, environment }: RemoteLocation, milliseconds: number): Authorization {
  const own = 'the options of the remote'
  const command = textOption(options, 'bearer_token_command')
  if (command !== undefined) return new TokenAuthorization({ command, milliseconds, environment })
  const token = textOption(options, 'token')
  if (token !== undefined) return fixedAuthorization(own, { authorization: `Bearer ${token}` })
  const user = textOption(options, 'user') ?? loginInUrl(url)?.user
  const password = textOption(options, 'password') ?? loginInUrl(url)?.password ?? ''
  if (user !== undefined) return basicAuthorization(own, { user, password })
  const header = textOption(options, 'custom_auth_header')
  if (header === undefined) return noAuthorization
  return fixedAuthorization(own, { [header.toLowerCase()]: neededOption(options, 'password', 'custom_auth_header') })
}
