import { type Config, type ConfigContext, loadConfig } from '../foundation/config/index.ts'
import type { Environment } from '../foundation/system/index.ts'
import { openRemoteFiles, type RemoteFiles, schemeOf } from '../storage/index.ts'
import { namedRemote, placeBelow, referredBy } from './named-remote.ts'

/**
 * What lies at a URL; undefined for a place of this machine. A URL that begins with the name of a remote, `remote://name/path`,
 * has that one's options; `storage` are options of its own.
 */
export function reachUrl(
  config: () => Config,
  environment: Environment,
  url: string,
  storage: ReadonlyMap<unknown, unknown> = new Map(),
): RemoteFiles | undefined {
  const own = [...storage].map(([name, value]) => [String(name), value] as const)
  const referred = referredBy(url)
  if (!referred) return opened(url, new Map(own), environment)
  const remote = namedRemote(config(), referred.remote)
  return opened(placeBelow(remote.url, referred.inside), new Map([...remote.options, ...own]), environment)
}

/** The same for a person who may stand outside of any project: the settings are read when a remote is named. */
export function reachFrom(
  context: ConfigContext,
): (url: string, storage?: ReadonlyMap<unknown, unknown>) => RemoteFiles | undefined {
  return (url, storage) => reachUrl(() => loadConfig(context), context.environment, url, storage)
}

function opened(url: string, options: ReadonlyMap<string, unknown>, environment: Environment): RemoteFiles | undefined {
  const scheme = schemeOf(url)
  return scheme === undefined || scheme === 'file' ? undefined : openRemoteFiles({ url, options, environment })
}
