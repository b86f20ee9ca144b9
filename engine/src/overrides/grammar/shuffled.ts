/** A number from 0 up to 1, as `Math.random` gives it; handed in, so that a run can be repeated. */
export type Random = () => number

/** The items in another order, each order as likely as any other. */
export function shuffled<Item>(items: readonly Item[], random: Random): Item[] {
  const order = [...items]
  for (let last = order.length - 1; last > 0; last--) {
    const chosen = Math.floor(random() * (last + 1))
    ;[order[last], order[chosen]] = [order[chosen] as Item, order[last] as Item]
  }
  return order
}
