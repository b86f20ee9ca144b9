import type * as chain from '@aws-sdk/credential-provider-node'
import { Failure } from '../../../foundation/base/index.ts'
import { loadPackage } from '../../../foundation/formats/index.ts'
import type { S3Credentials } from './s3-credentials.ts'

export interface ChainOptions {
  /** Of the remote, for people. */
  readonly name: string
  readonly profile: string
  readonly credentialsFile: string
  readonly configFile: string
  /** Whether the profile says how to get credentials, so that it is worth to tell why that failed. */
  readonly isMeant: boolean
}

/**
 * Credentials that have to be got first: from single sign-on, a web identity, another program, a role, a container or the
 * machine itself. AWS's own package knows the ways; it reads the environment by itself, renews what runs out, and is only
 * loaded when nothing is written plainly anywhere. Undefined if no way leads to any.
 */
export function credentialChain(options: ChainOptions): () => Promise<S3Credentials | undefined> {
  let provider: ReturnType<typeof chain.defaultProvider> | undefined
  return async () => {
    const { profile, configFile, credentialsFile } = options
    provider ??= loadPackage<typeof chain>('@aws-sdk/credential-provider-node').defaultProvider({
      profile,
      filepath: credentialsFile,
      configFilepath: configFile,
    })
    try {
      return { ...(await provider()), source: `AWS's chain of providers, for the profile '${profile}'` }
    } catch (error) {
      if (options.isMeant) throw notGot(options, error)
      return undefined
    }
  }
}

function notGot({ name, profile }: ChainOptions, error: unknown): Failure {
  const said = error instanceof Error ? error.message : String(error)
  return new Failure('remote-refused', `${name}: the profile '${profile}' gave no credentials: ${said}`, {
    hint: `To see whether it works by itself: aws sts get-caller-identity --profile ${profile}`,
    cause: error,
  })
}
