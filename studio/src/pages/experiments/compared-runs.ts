/** Those that are selected, and what they are compared with. */
export function comparedRuns(selected: readonly string[], base: string | undefined): readonly string[] {
  return base === undefined || selected.includes(base) ? selected : [...selected, base]
}
