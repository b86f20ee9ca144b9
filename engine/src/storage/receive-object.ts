import { Failure } from '../foundation/base/index.ts'
import { IncomingObject } from './incoming-object.ts'
import { explained, missingObject, objectsOf } from './local-store.ts'
import type { ContentHash, LocalStore, ObjectStore } from './object-store.ts'
import type { StorageCall } from './progress.ts'

export interface Receiving {
  readonly from: Pick<ObjectStore, 'name' | 'stream'>
  readonly to: LocalStore
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

const isDamage: ReadonlySet<Failure['code']> = new Set(['corrupt-object', 'conflict'])

async function receiveOnce({ from, to, whenMoved, call }: Receiving, hash: ContentHash): Promise<void> {
  const incoming = new IncomingObject(objectsOf(to), from.name, hash)
  const take = (piece: Uint8Array) => {
    incoming.take(piece)
    whenMoved(piece.length)
  }
  try {
    if (!(await from.stream(hash, take, call))) throw missingObject(hash, from.name)
    explained(() => incoming.finish())
  } finally {
    incoming.abandon()
  }
}
