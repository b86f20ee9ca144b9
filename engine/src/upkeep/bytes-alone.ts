import type { LocalStore } from '../storage/index.ts'
import type { Content, Contents } from './contents.ts'
import { takenBytes } from './taken-bytes.ts'

const nobody = -1
const shared = -2
const counted = -3

/**
 * By the number of the revision, bytes that no other one needs. Every object is noted with the only revision that needs
 * it, and marked when it was counted, so that no other content counts it again.
 */
export function bytesAlone(cache: LocalStore, all: Contents, revisions: number): number[] {
  const owners = ownersOf(all)
  const alone = Array.from({ length: revisions }, () => 0)
  for (const content of all.contents) {
    const owner = onlyRevision(content)
    if (owner === shared) continue
    alone[owner]! += takenBytes(cache, all, content, (object) => {
      if (owners[object] !== owner) return false
      owners[object] = counted
      return true
    })
  }
  return alone
}

function ownersOf({ contents, objects }: Contents): Int32Array {
  const owners = new Int32Array(objects.length).fill(nobody)
  const note = (object: number, owner: number) => {
    owners[object] = owners[object] === nobody || owners[object] === owner ? owner : shared
  }
  for (const content of contents) {
    const owner = onlyRevision(content)
    note(content.own, owner)
    for (const object of content.objects) note(object, owner)
  }
  return owners
}

function onlyRevision({ revisions }: Content): number {
  const [first = shared, ...others] = revisions
  return others.length === 0 ? first : shared
}
