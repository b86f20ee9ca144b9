import { createHash, hash } from 'node:crypto'
import { LegacyMd5 } from './legacy-md5.ts'

/** Finds the name of content that comes piece by piece. */
export interface ContentDigest {
  update(piece: Uint8Array): void
  /** In hex. */
  digest(): string
}

/** The name of content that is there as a whole: in one call, which costs half as much for a small one. */
export function digestOf(bytes: Uint8Array, { legacy }: { readonly legacy: boolean }): string {
  if (!legacy) return hash('md5', bytes)
  const md5 = new LegacyMd5()
  md5.update(bytes)
  return md5.digest()
}

/** Of today, or as DVC before 3.0 named content. */
export function contentDigest({ legacy }: { readonly legacy: boolean }): ContentDigest {
  if (legacy) return new LegacyMd5()
  const md5 = createHash('md5')
  return { update: (piece) => void md5.update(piece), digest: () => md5.digest('hex') }
}
