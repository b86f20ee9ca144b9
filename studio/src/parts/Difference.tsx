import type { Cell } from '@sterna/api'
import { comparedWith, type Directed } from './compared-with.ts'
import { differenceText } from './numbers.ts'

interface Props {
  readonly column: Directed
  readonly value: Cell | undefined
  readonly base: Cell | undefined
  /** Whether the verdict is only told to those who do not see colours and signs. */
  readonly isShort?: boolean
}

/** How far a metric is from that of the base, and whether that is better; nothing where that cannot be said. */
export function Difference({ column, value, base, isShort = false }: Props) {
  const compared = comparedWith(column, value, base)
  if (!compared) return undefined
  const { difference, verdict } = compared
  return (
    <small data-verdict={verdict}>
      {differenceText(difference)}
      {verdict === 'different' ? undefined : <span className={isShort ? 'unseen' : undefined}> {verdict}</span>}
    </small>
  )
}
