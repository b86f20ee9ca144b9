import { Columns3 } from 'lucide-react'
import { useState } from 'react'
import { type ColumnChoiceProps, ColumnList } from './ColumnList.tsx'
import names from './experiments.module.css'

/** Which columns there are, and which are shown. The list is in the page only while it is open, because it may be long. */
export function ColumnChoice({ columns, shown, choose }: ColumnChoiceProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <details className={names['choice']} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <Columns3 size={14} aria-hidden="true" />
        {shown.length} of {columns.length} columns
      </summary>
      {isOpen ? <ColumnList columns={columns} shown={shown} choose={choose} /> : undefined}
    </details>
  )
}
