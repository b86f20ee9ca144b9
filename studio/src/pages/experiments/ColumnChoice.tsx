import type { ValueColumn } from '@sterna/api'
import { Columns3 } from 'lucide-react'
import { useState } from 'react'
import names from './experiments.module.css'

interface Props {
  readonly columns: readonly ValueColumn[]
  readonly shown: readonly ValueColumn[]
  /** Undefined means the usual ones. */
  readonly choose: (columns: readonly ValueColumn[] | undefined) => void
}

const mostListed = 200

/** Which columns there are, and which are shown. */
export function ColumnChoice({ columns, shown, choose }: Props) {
  const [text, setText] = useState('')
  const found = columns.filter(({ id }) => id.toLowerCase().includes(text.toLowerCase()))
  const isShown = (column: ValueColumn) => shown.includes(column)
  const turn = (column: ValueColumn) =>
    choose(
      isShown(column) ? shown.filter((one) => one !== column) : columns.filter((one) => isShown(one) || one === column),
    )
  return (
    <details className={names['choice']}>
      <summary>
        <Columns3 size={14} aria-hidden="true" />
        {shown.length} of {columns.length} columns
      </summary>
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
    </details>
  )
}
