/** Finds the name of content that comes piece by piece. */
export interface ContentDigest {
  update(piece: Uint8Array): void
  /** In hex. */
  digest(): string
  /** It is not wanted any more; absent where that makes no difference. */
  drop?(): void
}
