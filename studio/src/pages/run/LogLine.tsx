import { memo } from 'react'
import { parseAnsi } from './ansi.ts'
import names from './log.module.css'

interface Props {
  readonly number: number
  /** Undefined until it is here. */
  readonly text: string | undefined
  readonly wanted: string
  readonly isCurrent: boolean
}

/** A line of a log, as spans of text. */
export const LogLine = memo(function LogLine({ number, text, wanted, isCurrent }: Props) {
  return (
    <div className={names['line']} data-current={isCurrent} data-line={number}>
      <span className={names['number']} aria-hidden="true">
        {number + 1}
      </span>
      {text === undefined ? (
        <span className={names['away']}>…</span>
      ) : (
        parseAnsi(text).map((span, index) => (
          <span key={index} data-hue={span.hue} data-bold={span.isBold} data-faint={span.isFaint}>
            {marked(span.text, wanted)}
          </span>
        ))
      )}
    </div>
  )
})

/** What is looked for stands out. */
function marked(text: string, wanted: string) {
  if (wanted === '') return text
  const [lower, sought] = [text.toLowerCase(), wanted.toLowerCase()]
  const parts = []
  let at = 0
  for (let hit = lower.indexOf(sought); hit >= 0; hit = lower.indexOf(sought, at)) {
    parts.push(text.slice(at, hit), <mark key={hit}>{text.slice(hit, hit + sought.length)}</mark>)
    at = hit + sought.length
  }
  return [...parts, text.slice(at)]
}
