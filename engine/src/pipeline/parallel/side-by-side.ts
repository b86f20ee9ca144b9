export interface SideBySide<Node> {
  /** In the order in which to begin; nothing stands before what it waits for. */
  readonly nodes: readonly Node[]
  /** Those of `nodes` that have to be done before it. */
  earlierOf(node: Node): readonly Node[]
  visit(node: Node): Promise<void>
  /** Something has failed: what is not begun yet is left. */
  stop(): void
}

/** Visits all nodes, each as soon as those before it are done. Ends when all that was begun has; throws what failed first. */
export async function sideBySide<Node>({ nodes, earlierOf, visit, stop }: SideBySide<Node>): Promise<void> {
  const done = new Map<Node, Promise<void>>()
  const failures: unknown[] = []
  const visitLater = async (node: Node) => {
    await Promise.all(earlierOf(node).map((earlier) => done.get(earlier) ?? Promise.resolve()))
    if (failures.length > 0) return
    try {
      await visit(node)
    } catch (error) {
      failures.push(error)
      stop()
    }
  }
  for (const node of nodes) done.set(node, visitLater(node))
  await Promise.all(done.values())
  if (failures.length > 0) throw failures[0]
}
