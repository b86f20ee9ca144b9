import { Failure } from '../../../foundation/base/index.ts'
import { type RemoteOptions, textOption } from '../remote-location.ts'

export interface S3Credentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
  /** Where they come from, for people; never a part of them. */
  readonly source: string
}

export interface CredentialPlaces {
  readonly variables: Readonly<Record<string, string | undefined>>
  /** The sections of `~/.aws/credentials` and `~/.aws/config`, or of the files that stand in for them. */
  readonly profiles: ReadonlyMap<string, ReadonlyMap<string, string>>
  readonly profile: string
}

/** Credentials that are written somewhere plainly, the nearest first: the remote's options, the environment, a profile. */
export function plainCredentials(
  options: RemoteOptions,
  { variables, profiles, profile }: CredentialPlaces,
): S3Credentials | undefined {
  const own = [
    textOption(options, 'access_key_id'),
    textOption(options, 'secret_access_key'),
    textOption(options, 'session_token'),
  ]
  const isProfileNamed = textOption(options, 'profile') !== undefined
  const fromVariables = [
    variables['AWS_ACCESS_KEY_ID'],
    variables['AWS_SECRET_ACCESS_KEY'],
    variables['AWS_SESSION_TOKEN'],
  ]
  const section = profiles.get(profile)
  const fromProfile = [
    section?.get('aws_access_key_id'),
    section?.get('aws_secret_access_key'),
    section?.get('aws_session_token'),
  ]
  return (
    made(own, 'the options of the remote') ??
    (isProfileNamed ? undefined : made(fromVariables, 'the environment')) ??
    made(fromProfile, `the profile '${profile}'`)
  )
}

function made([id, secret, token]: readonly (string | undefined)[], source: string): S3Credentials | undefined {
  if (!id || !secret) return undefined
  return { accessKeyId: id, secretAccessKey: secret, ...(token ? { sessionToken: token } : {}), source }
}

/** What to say when nothing was found anywhere. */
export function noCredentials(name: string): Failure {
  return new Failure('remote-refused', `${name}: no credentials for it are anywhere.`, {
    hint: 'To give them to this machine only: sterna remote modify --local NAME access_key_id ID, and the same for secret_access_key.',
  })
}
