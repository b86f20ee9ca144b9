import * as fs from 'node:fs'
import * as path from 'node:path'
import type { Environment } from '../../../foundation/system/index.ts'
import { flagOption, type RemoteOptions, textOption } from '../remote-location.ts'
import { type GoogleKey, readGoogleKey } from './google-key.ts'

/** How a remote shows that it may ask. `source` says for people where that comes from; never a part of it. */
export type GsAccess =
  | { readonly kind: 'key'; readonly key: GoogleKey; readonly source: string }
  /** Whatever the machine is given by the cloud it is in, if it is in one. */
  | { readonly kind: 'machine' }
  | { readonly kind: 'nothing' }

/**
 * The same options, variables and files, in the same order, as DVC looks at. What nobody has named for this is not sent
 * to a server that is spoken to in the clear.
 */
export function gsAccess(options: RemoteOptions, environment: Environment, endpoint: string): GsAccess {
  if (flagOption(options, 'allow_anonymous_login') === true) return { kind: 'nothing' }
  const named = namedKey(options, environment)
  if (named) return { kind: 'key', key: readGoogleKey(named.file, named.source), source: named.source }
  if (!endpoint.startsWith('https:')) return { kind: 'nothing' }
  const login = path.join(settingsFolder(environment), 'application_default_credentials.json')
  const source = "the login of Google's command line"
  if (fs.existsSync(login)) return { kind: 'key', key: readGoogleKey(login, source), source }
  return { kind: 'machine' }
}

function namedKey(
  options: RemoteOptions,
  { variables }: Environment,
): { readonly file: string; readonly source: string } | undefined {
  const option = textOption(options, 'credentialpath')
  if (option !== undefined) return { file: option, source: "the option 'credentialpath' of the remote" }
  const variable = variables['GOOGLE_APPLICATION_CREDENTIALS']
  return variable ? { file: variable, source: 'the variable GOOGLE_APPLICATION_CREDENTIALS' } : undefined
}

function settingsFolder({ variables, homeDirectory, platform }: Environment): string {
  const own = variables['CLOUDSDK_CONFIG']
  if (own) return own
  const application = variables['APPDATA']
  return platform === 'win32' && application
    ? path.join(application, 'gcloud')
    : path.join(homeDirectory, '.config', 'gcloud')
}
