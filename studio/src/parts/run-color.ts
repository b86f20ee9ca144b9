const slots = 8

/** The colour of a run, by its place among those that are selected; the same on every page. */
export function runColor(index: number): string {
  return `var(${runToken(index)})`
}

/** The token of the same colour. */
export function runToken(index: number): string {
  return `--c${(index % slots) + 1}`
}
