import type { Cell, ValueColumn } from '@sterna/api'
import { Difference } from '../../parts/Difference.tsx'
import { cellText } from '../../parts/numbers.ts'
import names from './experiments.module.css'

interface Props {
  readonly column: ValueColumn
  /** Among all columns, from 1. */
  readonly place: number
  readonly value: Cell | undefined
  readonly base: Cell | undefined
}

/** A value, and how far it is from that of the pinned row. */
export function ValueCell({ column, place, value, base }: Props) {
  const isSame = base !== undefined && base !== null && value === base
  const text = value === undefined ? '' : cellText(value)
  return (
    <td
      aria-colindex={place}
      className={names[column.isNumeric ? 'number' : 'text']}
      data-same={isSame}
      data-metric={column.kind === 'metrics'}
      title={text.length > 12 ? String(value) : undefined}
    >
      {text}
      <Difference column={column} value={value} base={base} isShort />
    </td>
  )
}
