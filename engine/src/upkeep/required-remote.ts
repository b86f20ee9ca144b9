import type { Remote } from '../data/index.ts'
import { Failure } from '../foundation/base/index.ts'
import type { UpkeepContext } from './upkeep-context.ts'

/** The remote of this name, or the default one. That there is none is a mistake in the settings. */
export function requireRemote(context: UpkeepContext, name: string | undefined): Remote {
  try {
    const remote = context.remote(name)
    if (remote) return remote
    throw context.noRemote()
  } catch (error) {
    if (!(error instanceof Failure) || error.code !== 'remote') throw error
    const { message, hint } = error
    throw new Failure('config', message, { cause: error, ...(hint === undefined ? {} : { hint }) })
  }
}
