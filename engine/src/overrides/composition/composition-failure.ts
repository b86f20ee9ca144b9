import { Failure } from '../../foundation/base/index.ts'

/** Why a configuration cannot be composed. */
export function compositionFailure(message: string, hint?: string): Failure {
  return new Failure('composition', message, hint === undefined ? {} : { hint })
}

/** What Hydra can do and we do not. */
export function notDone(what: string): Failure {
  return compositionFailure(`${what}, which Sterna does not do.`, 'docs/formats.md says which part of Hydra it does.')
}
