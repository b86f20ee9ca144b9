import type * as identity from '@azure/identity'
import { loadPackage } from '../../../foundation/formats/index.ts'
import { flagOption, type RemoteOptions } from '../remote-location.ts'
import { hasMetadataService } from '../transport/metadata-service.ts'
import type { ServicePrincipal } from './azure-account.ts'

/** A way to a token. */
export interface LoginWay {
  /** For people. */
  readonly source: string
  /** Rejects with a `CredentialUnavailableError` where this way does not lead anywhere here. */
  ask(): Promise<identity.AccessToken | null>
}

type Variables = Readonly<Record<string, string | undefined>>

const scope = 'https://storage.azure.com/.default'

/** The way of a service principal that the remote names. Azure's own package goes it; it is loaded for that. */
export function principalWay({ tenant, client, secret }: ServicePrincipal, source: string): LoginWay {
  const { ClientSecretCredential } = loadIdentity()
  return wayOf(source, () => new ClientSecretCredential(tenant, client, secret))
}

/**
 * The ways to a login that somebody has here, in the order of the package that DVC uses. That one ends with a browser;
 * this one does not: nobody may sit there. Options can close some of them.
 */
export async function usualWays(options: RemoteOptions, variables: Variables): Promise<readonly LoginWay[]> {
  const azure = loadIdentity()
  const isOpen = (name: string) => flagOption(options, `exclude_${name}_credential`) !== true
  const clientId = variables['AZURE_CLIENT_ID']
  const ofMachine = wayOf('the managed identity of this machine', () =>
    clientId ? new azure.ManagedIdentityCredential({ clientId }) : new azure.ManagedIdentityCredential(),
  )
  return [
    ...(isOpen('environment')
      ? [wayOf('the service principal in the environment', () => new azure.EnvironmentCredential())]
      : []),
    wayOf('the workload identity', () => new azure.WorkloadIdentityCredential()),
    ...(isOpen('managed_identity') && (await mayHaveIdentity(variables)) ? [ofMachine] : []),
    wayOf("the login of Azure's command line", () => new azure.AzureCliCredential()),
    wayOf("the login of Azure's PowerShell", () => new azure.AzurePowerShellCredential()),
    wayOf("the login of Azure's developer command line", () => new azure.AzureDeveloperCliCredential()),
  ]
}

function loadIdentity(): typeof identity {
  return loadPackage<typeof identity>('@azure/identity')
}

/** Some find out that they lead nowhere when they are made. */
function wayOf(source: string, make: () => identity.TokenCredential): LoginWay {
  return { source, ask: async () => await make().getToken(scope) }
}

async function mayHaveIdentity(variables: Variables): Promise<boolean> {
  return Boolean(variables['IDENTITY_ENDPOINT'] || variables['MSI_ENDPOINT']) || (await hasMetadataService())
}
