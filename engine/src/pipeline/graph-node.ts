import type { RepoPath } from '../foundation/base/index.ts'

/** What the graph knows of a stage; a `TrackedStage` is one. */
export interface GraphNode {
  readonly address: string
  readonly file: RepoPath
  /** What it reads, params files included. */
  readonly dependencies: readonly RepoPath[]
  readonly outputs: readonly { readonly path: RepoPath }[]
  readonly isFrozen: boolean
}

/** Stages, and who makes what another one reads. Lists keep the order in which the edges were found. */
export interface StageGraph<Node extends GraphNode> {
  readonly nodes: readonly Node[]
  producersOf(node: Node): readonly Node[]
  consumersOf(node: Node): readonly Node[]
  /** The stage that makes `path` or a directory above it. */
  makerOf(path: RepoPath): Node | undefined
}

/** How places are written in messages; without it from the root. */
export interface GraphWording<Node extends GraphNode> {
  readonly path?: (path: RepoPath) => string
  readonly address?: (node: Node) => string
  /** The stage being added, which is left out when it is said who else has an output. */
  readonly adding?: Node
}
