/** The members of some circle. Without recursion: chains of stages may be longer than the stack is deep. */
export function findCircle<Node>(nodes: readonly Node[], next: (node: Node) => readonly Node[]): Set<Node> | undefined {
  const done = new Set<Node>()
  for (const start of nodes) {
    const path: { readonly node: Node; next: number }[] = done.has(start) ? [] : [{ node: start, next: 0 }]
    const onPath = new Set<Node>(path.map(({ node }) => node))
    for (let step = path.at(-1); step; step = path.at(-1)) {
      const child = next(step.node)[step.next++]
      if (child === undefined) {
        done.add(step.node)
        onPath.delete(step.node)
        path.pop()
      } else if (onPath.has(child)) {
        return new Set(path.map(({ node }) => node).slice(path.findIndex(({ node }) => node === child)))
      } else if (!done.has(child)) {
        onPath.add(child)
        path.push({ node: child, next: 0 })
      }
    }
  }
  return undefined
}
