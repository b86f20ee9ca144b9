import type { ValueColumn } from '@sterna/api'
import { useState } from 'react'
import names from './experiments.module.css'

export interface ColumnChoiceProps {
  readonly columns: readonly ValueColumn[]
  readonly shown: readonly ValueColumn[]
  /** Undefined means the usual ones. */
  readonly choose: (columns: readonly ValueColumn[] | undefined) => void
}

const mostListed = 200

/** All columns that have a part of a name, each to be shown or not. */
export function ColumnList({ columns, shown, choose }: ColumnChoiceProps) {
  const [text, setText] = useState('')
  const found = columns.filter(({ id }) => id.toLowerCase().includes(text.toLowerCase()))
  const isShown = (column: ValueColumn) => shown.includes(column)
  const turn = (column: ValueColumn) =>
    choose(
      isShown(column) ? shown.filter((one) => one !== column) : columns.filter((one) => isShown(one) || one === column),
    )
  return (
    <div className={names['choiceList']}>
      <input
        type="search"
        value={text}
        onChange={({ target }) => setText(target.value)}
        placeholder="Find a column"
        aria-label="Find a column"
      />
      <button type="button" onClick={() => choose(undefined)}>
        The usual ones
      </button>
      <ul>
        {found.slice(0, mostListed).map((column) => (
          <li key={column.id}>
            <label>
              <input type="checkbox" checked={isShown(column)} onChange={() => turn(column)} />
              <span>{column.name}</span>
              <small>{column.file}</small>
            </label>
          </li>
        ))}
      </ul>
      {found.length > mostListed ? <p>{found.length - mostListed} more: write a part of the name.</p> : undefined}
    </div>
  )
}
