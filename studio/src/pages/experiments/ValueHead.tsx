import type { ValueColumn } from '@sterna/api'
import { ArrowDown, ArrowUp } from 'lucide-react'
import names from './experiments.module.css'

interface HeadProps {
  readonly width: number
  /** Among all columns, from 1. */
  readonly place: number
  readonly column: ValueColumn
  readonly name: string
  readonly sort: string | undefined
  readonly sortBy: (column: ValueColumn) => void
}

/** A column's name, which sorts by it. */
export function ValueHead({ width, place, column, name, sort, sortBy }: HeadProps) {
  const isSorted = sort?.replace(/^-/, '') === name
  const isDescending = isSorted && sort?.startsWith('-') === true
  return (
    <th
      scope="col"
      aria-colindex={place}
      className={names[column.isNumeric ? 'number' : 'text']}
      style={{ width }}
      aria-sort={isSorted ? (isDescending ? 'descending' : 'ascending') : 'none'}
    >
      <button type="button" onClick={() => sortBy(column)} title={`${column.file}: ${column.name}`}>
        <span>{column.name}</span>
        {isSorted ? (
          isDescending ? (
            <ArrowDown size={12} aria-hidden="true" />
          ) : (
            <ArrowUp size={12} aria-hidden="true" />
          )
        ) : undefined}
      </button>
    </th>
  )
}
