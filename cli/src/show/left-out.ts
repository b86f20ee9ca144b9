/** That files are no part of an experiment because Git does not know them; nothing if there are none. */
export function leftOutText(untracked: readonly string[]): string | undefined {
  if (untracked.length === 0) return undefined
  return `The following untracked files were present in the workspace before saving but will not be included in the experiment commit:\n\t${untracked.join(', ')}`
}
