import { explainSystemError, Failure } from '../foundation/base/index.ts'
import { IncomingObject } from './incoming-object.ts'
import { explained, missingObject, objectsOf } from './local-store.ts'
import type { ContentHash, LocalStore, ObjectStore } from './object-store.ts'
import type { StorageCall } from './progress.ts'

export interface Receiving {
  readonly from: Pick<ObjectStore, 'name' | 'stream'>
  readonly to: LocalStore
  /** How many it has, where that is known. */
  readonly bytes?: number | undefined
  /** Told how many bytes have arrived. */
  readonly whenMoved: (bytes: number) => void
  readonly call: StorageCall | undefined
}

/** Brings an object to this machine. What arrives with other bytes is asked for once more: the way may have damaged them. */
export async function receiveObject(receiving: Receiving, hash: ContentHash): Promise<void> {
  await receiveOnce(receiving, hash).catch((error: unknown) => {
    if (!(error instanceof Failure) || !isDamage.has(error.code)) throw error
    return receiveOnce(receiving, hash)
  })
}

/** What has arrived is of no use then. */
const isDamage: ReadonlySet<Failure['code']> = new Set(['corrupt-object', 'conflict'])

/** What was left of a large object by a transfer that ended early need not come again. */
async function receiveOnce({ from, to, bytes, whenMoved, call }: Receiving, hash: ContentHash): Promise<void> {
  const incoming = new IncomingObject(objectsOf(to), from.name, { hash, bytes })
  const take = (piece: Uint8Array) => {
    incoming.take(piece)
    whenMoved(piece.length)
  }
  try {
    const start = await incoming.resume(call)
    if (!(await from.stream(hash, take, { start, call }))) throw missingObject(hash, from.name)
    explained(() => incoming.finish())
  } catch (error) {
    if (isUseless(explainSystemError(error))) incoming.abandon()
    else incoming.leave()
    throw error
  }
}

/** On a full disk even a part that is right is in the way. */
function isUseless(error: unknown): boolean {
  return error instanceof Failure && (isDamage.has(error.code) || error.code === 'disk-full')
}
