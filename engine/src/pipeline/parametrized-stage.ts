import { Failure } from '../foundation/base/index.ts'

/** A stage that was made from a template cannot be written or removed by itself. */
export function parametrizedStage(verb: 'dump' | 'remove', name: string, hint: string): Failure {
  return new Failure('unsupported', `cannot ${verb} a parametrized stage: '${name}'`, { hint })
}
