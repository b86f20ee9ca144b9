/** The colour a token has in this theme, which a canvas cannot look up by itself. */
export function tokenColor(element: HTMLElement, token: string): string {
  const before = element.style.color
  element.style.color = `var(${token})`
  const { color } = getComputedStyle(element)
  element.style.color = before
  return color
}
