/** What lies before and behind the items that can be seen, of so much in all. */
export function spaces(
  items: readonly { start: number; end: number }[],
  total: number,
  margin: number,
): [number, number] {
  const [first, last] = [items[0], items.at(-1)]
  if (!first || !last) return [0, 0]
  return [first.start - margin, total - (last.end - margin)]
}

export function Space({ width }: { readonly width: number }) {
  return width > 0 ? <td aria-hidden="true" style={{ width, padding: 0 }} /> : undefined
}

export function Gap({ height }: { readonly height: number }) {
  return height > 0 ? <tr aria-hidden="true" style={{ height }} /> : undefined
}
