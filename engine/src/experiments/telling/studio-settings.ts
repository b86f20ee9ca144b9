/** Where a studio is to be told of runs. */
export interface StudioSettings {
  /** With its path. */
  readonly url: string
  readonly token: string
  /** What the studio calls the repository; undefined if it goes by the Git remote. */
  readonly repository: string | undefined
}

type Variables = Readonly<Record<string, string | undefined>>

const usualUrl = 'https://studio.datachain.ai'

/** By the variables that DVC's client goes by, newer names before older ones. Undefined unless somebody has given a token. */
export function studioSettings(variables: Variables): StudioSettings | undefined {
  const token = variables['DVC_STUDIO_TOKEN'] || variables['STUDIO_TOKEN']
  if (!token || /1|y|true/i.test(variables['DVC_STUDIO_OFFLINE'] ?? '')) return undefined
  const url = joined(variables['STUDIO_ENDPOINT'] || 'api/live', variables['DVC_STUDIO_URL'] || usualUrl)
  const repository = variables['DVC_STUDIO_REPO_URL'] || variables['STUDIO_REPO_URL'] || undefined
  return url === undefined ? undefined : { url, token, repository }
}

function joined(path: string, base: string): string | undefined {
  try {
    return new URL(path, base).href
  } catch {
    return undefined
  }
}
