import type { CloudStatus } from '@sterna/engine'
import { nothingTracked } from './status.ts'

const stateWidth = 20

/** Each file that is not on both sides, in DVC's layout: indented if `--cloud` was said. */
export function cloudStatusLines({ states, hasStages }: CloudStatus, remote: string | undefined, isIndented: boolean) {
  if (states.size === 0) return hasStages ? [`Cache and remote '${remote ?? 'None'}' are in sync.`] : nothingTracked
  const indent = isIndented ? '\t' : ''
  return [...states].map(([name, state]) => `${indent}${`${state}:`.padEnd(stateWidth)}${name}`)
}
