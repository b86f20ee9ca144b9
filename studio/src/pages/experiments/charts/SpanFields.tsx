import { useState } from 'react'
import type { Span } from './brush.ts'
import names from './charts.module.css'

interface Props {
  readonly name: string
  readonly span: Span | undefined
  readonly change: (span: Span | undefined) => void
}

/** The part of an axis that is of interest, in figures: what dragging over the axis does too. */
export function SpanFields({ name, span, change }: Props) {
  const turn = (end: 'from' | 'to', text: string) => {
    const value = text === '' ? undefined : Number(text)
    if (value !== undefined && !Number.isFinite(value)) return
    const next = { from: span?.from, to: span?.to, [end]: value }
    change(next.from === undefined && next.to === undefined ? undefined : next)
  }
  return (
    <span className={names['span']}>
      <End label={`${name} from`} hint="from" value={span?.from} turn={(text) => turn('from', text)} />
      <End label={`${name} to`} hint="to" value={span?.to} turn={(text) => turn('to', text)} />
    </span>
  )
}

interface EndProps {
  readonly label: string
  readonly hint: string
  readonly value: number | undefined
  readonly turn: (text: string) => void
}

/** Takes effect when it is left or Enter is pressed, so that half of a number is none. */
function End({ label, hint, value, turn }: EndProps) {
  const [text, setText] = useState<string>()
  const end = () => {
    if (text !== undefined) turn(text.trim())
    setText(undefined)
  }
  return (
    <input
      inputMode="decimal"
      aria-label={label}
      placeholder={hint}
      value={text ?? value ?? ''}
      onChange={({ target }) => setText(target.value)}
      onBlur={end}
      onKeyDown={({ key }) => key === 'Enter' && end()}
    />
  )
}
