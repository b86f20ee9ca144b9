import type { Environment } from '../../../foundation/system/index.ts'
import { Connection, type ConnectionOptions } from './connection.ts'
import { retryIn } from './real-retry.ts'

/** A connection that tries again as it should in the real world, tells of that, and ends when the environment wants it. */
export function openConnection(
  options: Omit<ConnectionOptions, 'retry' | 'stop'>,
  environment: Pick<Environment, 'stop' | 'tell'>,
): Connection {
  return new Connection({ ...options, retry: retryIn(environment), stop: environment.stop })
}
