export type GitObjectType = 'blob' | 'tree' | 'commit' | 'tag'

export interface GitObject {
  readonly id: string
  readonly type: GitObjectType
  readonly bytes: Buffer
}
