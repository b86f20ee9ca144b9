const slots = 8

/** The colour of a run, by its place among those that are selected; the same on every page. */
export function runColor(index: number): string {
  return `var(--c${(index % slots) + 1})`
}
