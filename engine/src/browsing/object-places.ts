import { Failure } from '../foundation/base/index.ts'
import type { OpenRepository } from './open-repository.ts'

/** Where the bytes of tracked data are kept: the path or URL of its object in the remote that it goes to, or in the cache. */
export async function objectPlace(repository: OpenRepository, named: string): Promise<string> {
  const place = repository.placeOf(named)
  const entry = await repository.tracked.entryAt(place)
  const owner = repository.tracked.ownerOf(place)
  if (!entry?.hash || !owner) {
    throw new Failure('target-unknown', `Unable to find DVC file with output '${named}'`, {
      hint: 'Git keeps it, or nobody does; only tracked data has a place of its own.',
    })
  }
  return `${repository.homeOf(owner)}/files/md5/${entry.hash.slice(0, 2)}/${entry.hash.slice(2)}`
}
