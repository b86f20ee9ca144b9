import type { RemoteFiles } from '../remote-files.ts'
import { flagOption, numberOption, type RemoteLocation, textOption } from '../remote-location.ts'
import { HttpTransport } from '../transport/http-transport.ts'
import { openConnection } from '../transport/open-connection.ts'
import { proxyFor } from '../transport/proxies.ts'
import { tlsOptions } from '../transport/tls-options.ts'
import { S3Client } from './s3-client.ts'
import { credentialChain } from './s3-credential-chain.ts'
import { noCredentials, plainCredentials } from './s3-credentials.ts'
import { s3Files } from './s3-files.ts'
import { profileFiles, readProfiles } from './s3-profiles.ts'
import { s3Settings } from './s3-settings.ts'
import { requestSigner } from './sign.ts'

const mostConnections = 256
const secondsWithoutByte = 60

const waysToCredentials = ['sso_session', 'sso_start_url', 'credential_process', 'role_arn', 'web_identity_token_file']

/** The files of a remote `s3://bucket/prefix`. Nothing is sent before the first question. */
export function openS3({ url, options, environment }: RemoteLocation): RemoteFiles {
  const { variables } = environment
  const places = profileFiles(options, environment)
  const profiles = readProfiles(places)
  const profile = textOption(options, 'profile') ?? variables['AWS_PROFILE'] ?? 'default'
  const section = profiles.get(profile)
  const settings = s3Settings(url, options, {
    region: variables['AWS_REGION'] ?? variables['AWS_DEFAULT_REGION'] ?? section?.get('region'),
    endpoint: variables['AWS_ENDPOINT_URL_S3'] ?? variables['AWS_ENDPOINT_URL'] ?? section?.get('endpoint_url'),
    addressing: section?.get('s3.addressing_style'),
  })
  const name = `s3://${settings.bucket}${settings.prefix === '' ? '' : `/${settings.prefix}`}`
  const concurrency = numberOption(options, 'jobs') ?? mostConnections
  const transport = new HttpTransport({
    connections: concurrency,
    timeout: 1000 * (numberOption(options, 'read_timeout') ?? secondsWithoutByte),
    tls: tlsOptions(options),
    proxyOf: (to) => proxyFor(to, variables),
  })
  const connection = openConnection({ name, transport, concurrency }, environment)
  const chain = credentialChain({
    name,
    profile,
    configFile: places.config,
    credentialsFile: places.credentials,
    isMeant: waysToCredentials.some((way) => section?.has(way)),
  })
  const isOpen = flagOption(options, 'allow_anonymous_login') === true
  const plain = plainCredentials(options, { variables, profiles, profile })
  const chained = async () => {
    const found = await chain()
    if (!found) throw noCredentials(name)
    return found
  }
  const credentials = () => (isOpen ? undefined : (plain ?? chained()))
  const files = s3Files(new S3Client(name, settings, connection, requestSigner(credentials)))
  return { ...files, credentialSource: async () => (await credentials())?.source ?? 'none: it is asked without' }
}
