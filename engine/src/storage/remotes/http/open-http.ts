import { Failure } from '../../../foundation/base/index.ts'
import type { RemoteFiles } from '../remote-files.ts'
import { numberOption, type RemoteLocation, textOption } from '../remote-location.ts'
import { type Authorization, basicAuthorization, fixedAuthorization, noAuthorization } from '../web/authorization.ts'
import { DigestAuthorization } from '../web/digest-authorization.ts'
import { loginInUrl, neededOption, openWeb } from '../web/open-web.ts'
import { httpFiles } from './http-files.ts'

const secondsWithoutByte = 60

/** The files below `http://` or `https://`. */
export function openHttp(location: RemoteLocation): RemoteFiles {
  const { url, options } = location
  const milliseconds = (option: string) => 1000 * (numberOption(options, option) ?? secondsWithoutByte)
  const client = openWeb(location, {
    protocol: /^\w+:/.exec(url)![0].toLowerCase(),
    authorization: httpAuthorization(location),
    timeouts: { timeout: milliseconds('read_timeout'), connectTimeout: milliseconds('connect_timeout') },
  })
  return httpFiles(client, textOption(options, 'method')?.toUpperCase() ?? 'POST')
}

/** As `auth` says; a login in the URL is one for `basic`. */
function httpAuthorization({ url, options }: RemoteLocation): Authorization {
  const kind = textOption(options, 'auth')?.toLowerCase()
  const inUrl = loginInUrl(url)
  const own = 'the options of the remote'
  const needed = (option: string) => neededOption(options, option, `HTTP '${kind}' authentication`)
  switch (kind) {
    case undefined:
      return inUrl ? basicAuthorization("the remote's URL", inUrl) : noAuthorization
    case 'basic':
      return basicAuthorization(own, { user: needed('user'), password: needed('password') })
    case 'digest':
      return new DigestAuthorization(own, { user: needed('user'), password: needed('password') })
    case 'custom':
      return fixedAuthorization(own, { [needed('custom_auth_header').toLowerCase()]: needed('password') })
    default:
      throw new Failure('config', `config file error: there is no HTTP authentication '${kind}'.`, {
        hint: 'It can be basic, digest or custom: sterna remote modify NAME auth basic',
      })
  }
}
