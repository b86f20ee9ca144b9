/** Seconds that a stage of which nothing is known is taken to need. */
const usualSeconds = 60

export interface Ranked<Node> {
  readonly nodes: readonly Node[]
  /** Those of `nodes` that must wait for it. */
  followersOf(node: Node): readonly Node[]
  secondsOf(node: Node): number | undefined
  priorityOf(node: Node): number
}

/**
 * The order in which to start what can start: by priority, then the one first that has the longest way before it until all
 * that follows it is done, then as planned. Nothing comes before what it waits for: `nodes` are in such an order already.
 */
export function rank<Node>({ nodes, followersOf, secondsOf, priorityOf }: Ranked<Node>): readonly Node[] {
  const left = new Map<Node, number>()
  const urgency = new Map<Node, number>()
  for (const node of [...nodes].reverse()) {
    const followers = followersOf(node)
    const longest = Math.max(0, ...followers.map((follower) => left.get(follower) ?? 0))
    left.set(node, longest + Math.max(secondsOf(node) ?? usualSeconds, Number.MIN_VALUE))
    urgency.set(node, Math.max(priorityOf(node), ...followers.map((follower) => urgency.get(follower) ?? 0)))
  }
  const place = new Map(nodes.map((node, index) => [node, index]))
  return [...nodes].sort(
    (a, b) => urgency.get(b)! - urgency.get(a)! || left.get(b)! - left.get(a)! || place.get(a)! - place.get(b)!,
  )
}
