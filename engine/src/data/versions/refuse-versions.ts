import { Failure, type FailureCode } from '../../foundation/base/index.ts'
import type { ObjectStore } from '../../storage/index.ts'
import { hasVersions, type Remote } from '../transfer-data.ts'

/** The objects of a remote, for a command that cannot do without. Refuses one that has files with versions instead. */
export function objectsFor(command: string, remote: Remote, code: FailureCode = 'unsupported'): ObjectStore {
  if (!hasVersions(remote)) return remote.objects
  throw new Failure(code, `config file error: '${command}' is unsupported for cloud versioned remotes`, {
    hint: `Remote '${remote.name}' has files with versions and no objects. Name one that has objects with -r, or use push and pull.`,
  })
}
