import { joinRepo } from '../../foundation/base/index.ts'
import { type ObjectStore, versionedStore, type WantedVersion } from '../../storage/index.ts'
import type { TrackedOutput } from '../tracked-stage.ts'
import { hasVersions, type Remote } from '../transfer-data.ts'

/** The objects of a remote to read from; where it keeps versions, those that are recorded of these outputs. */
export function readableObjects(remote: Remote, outputs: readonly TrackedOutput[]): ObjectStore {
  if (!hasVersions(remote)) return remote.objects
  return versionedStore(
    remote.versions.files,
    outputs.flatMap((output) => versionsOf(remote.name, output)),
  )
}

function versionsOf(remote: string, { path, recorded }: TrackedOutput): WantedVersion[] {
  if (!recorded) return []
  const { hash, version } = recorded
  const files = recorded.listing?.map((file) => ({ ...file, key: joinRepo(path, file.relpath) })) ?? [
    { key: path, hash, ...(version && { version }) },
  ]
  return files.flatMap(({ key, hash: of, version: known }) =>
    known?.version !== undefined && (known.remote ?? remote) === remote
      ? [{ key, hash: of, version: known.version }]
      : [],
  )
}
