import { Failure } from '../../../foundation/base/index.ts'
import type { RemoteFiles } from '../remote-files.ts'
import { flagOption, type RemoteLocation, textOption } from '../remote-location.ts'
import { basicAuthorization, noAuthorization } from '../web/authorization.ts'
import { loginInUrl, openWeb } from '../web/open-web.ts'
import { WebhdfsClient } from './webhdfs-client.ts'
import { explainException } from './webhdfs-failures.ts'
import { webhdfsFiles } from './webhdfs-files.ts'

const usualPort = '50070'
const millisecondsWithoutByte = 60_000

/** The files below `webhdfs://host:port/path`, by HDFS' own REST service or HttpFS. */
export function openWebhdfs(location: RemoteLocation): RemoteFiles {
  const { url, options } = location
  refuseKerberos(location)
  const protocol = flagOption(options, 'use_https') === true ? 'https:' : 'http:'
  const inUrl = loginInUrl(url)
  const user = textOption(options, 'user') ?? inUrl?.user
  const password = textOption(options, 'password') ?? (inUrl?.password || undefined)
  const isLogin = user !== undefined && password !== undefined
  const client = openWeb(withPort(location), {
    protocol,
    authorization: isLogin ? basicAuthorization('the options of the remote', { user, password }) : noAuthorization,
    explain: explainException,
    timeouts: { timeout: millisecondsWithoutByte, connectTimeout: millisecondsWithoutByte },
  })
  const token = textOption(options, 'token')
  const asWho: Record<string, string> = token ? { delegation: token } : user === undefined ? {} : { 'user.name': user }
  const onBehalf = textOption(options, 'proxy_to')
  return webhdfsFiles(
    new WebhdfsClient(client, {
      identity: { ...asWho, ...(onBehalf && { doas: onBehalf }) },
      dataProxy: textOption(options, 'data_proxy_target'),
    }),
  )
}

function withPort(location: RemoteLocation): RemoteLocation {
  const url = new URL(location.url.replace(/^\w+:/, 'webhdfs:'))
  url.port ||= usualPort
  return { ...location, url: url.href }
}

function refuseKerberos({ url, options }: RemoteLocation): void {
  if (flagOption(options, 'kerberos') !== true || textOption(options, 'token') !== undefined) return
  throw new Failure('unsupported', `${new URL(url).host}: sterna cannot log in with Kerberos.`, {
    hint: 'Get a delegation token (hdfs fetchdt) and give it to this machine: sterna remote modify --local NAME token TOKEN',
  })
}
