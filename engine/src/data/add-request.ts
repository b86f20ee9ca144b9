/** What is to be tracked, and how. */
export interface AddRequest {
  readonly targets: readonly string[]
  /** Targets are patterns. */
  readonly isPattern: boolean
  /** Only record the hash; nothing goes into the cache. */
  readonly withoutCommit: boolean
  /** Leave the file in the workspace as it is, whatever kind of link the project uses. */
  readonly withoutRelink: boolean
}
