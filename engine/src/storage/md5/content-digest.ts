import { createHash, hash } from 'node:crypto'
import { digestInThread } from './hashing-thread.ts'
import { LegacyMd5 } from './legacy-md5.ts'
import type { ContentDigest } from './streamed-digest.ts'

/** The name of content that is there as a whole: in one call, which costs half as much for a small one. */
export function digestOf(bytes: Uint8Array, { legacy }: { readonly legacy: boolean }): string {
  if (!legacy) return hash('md5', bytes)
  const md5 = new LegacyMd5()
  md5.update(bytes)
  return md5.digest()
}

/** From so many bytes on it is worth it to hash in another thread, which takes some 30 ms to start. */
const worthThreadBytes = 32 << 20

/** Of today, or as DVC before 3.0 named content. `bytes`: how many are expected, where that is known. */
export function contentDigest({ legacy }: { readonly legacy: boolean }, bytes = 0): ContentDigest {
  if (legacy) return new LegacyMd5()
  const elsewhere = bytes >= worthThreadBytes ? digestInThread() : undefined
  if (elsewhere) return elsewhere
  const md5 = createHash('md5')
  return { update: (piece) => void md5.update(piece), digest: () => md5.digest('hex') }
}

export type { ContentDigest }
