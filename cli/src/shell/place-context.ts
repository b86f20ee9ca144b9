import { type AbsolutePath, absolutePath, reachFrom, realFileSystem } from '@sterna/engine'
import type { Session } from './command.ts'
import { configContext } from './config-level.ts'

/** What looks at places outside of any project may use. */
export function placeContext(session: Session) {
  const workingDirectory: AbsolutePath = absolutePath(session.workingDirectory)
  return { files: realFileSystem, workingDirectory, reach: reachFrom(configContext(session)) }
}
