import type { Stage } from '../definition/index.ts'
import { readProjectPolicy } from './read-policy.ts'

/**
 * The most of each resource that one of the stages needs: what running them one after the other takes. `text` is that of `sterna.yaml`.
 * Failures are those of reading a policy.
 */
export function mostNeeded(stages: readonly Stage[], text: string | undefined): ReadonlyMap<string, number> {
  const policy = readProjectPolicy(text)
  const most = new Map<string, number>()
  for (const { address, meta } of stages)
    for (const [name, amount] of policy.of(address, meta).resources)
      most.set(name, Math.max(amount, most.get(name) ?? 0))
  return most
}
