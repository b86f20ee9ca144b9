import { RequestFailure } from '@sterna/api/client'
import { Filter } from 'lucide-react'
import { useEffect, useState } from 'react'
import names from './experiments.module.css'

interface Props {
  readonly where: string | undefined
  readonly change: (where: string | undefined) => void
  /** Why the last filter was not understood. Rows stay those of the filter before. */
  readonly error: unknown
  readonly found: string
}

const pauseMilliseconds = 200

/** A condition on metrics and parameters; it acts as soon as nobody types any more. */
export function FilterField({ where, change, error, found }: Props) {
  const [text, setText] = useState(where ?? '')
  const [known, setKnown] = useState(where)
  /** What this field has asked for itself comes back late, and is no reason to forget what was typed meanwhile. */
  const [asked, setAsked] = useState(where)
  if (known !== where) {
    setKnown(where)
    if (where !== asked) {
      setAsked(where)
      setText(where ?? '')
    }
  }
  useEffect(() => {
    if (text.trim() === (where ?? '')) return undefined
    const timer = setTimeout(() => {
      setAsked(text.trim() || undefined)
      change(text.trim() || undefined)
    }, pauseMilliseconds)
    return () => clearTimeout(timer)
  }, [text, where, change])
  const failure = error instanceof RequestFailure && error.code !== 'changed-meanwhile' ? error : undefined
  return (
    <div className={names['filter']}>
      <label>
        <Filter size={14} aria-hidden="true" />
        <span className="unseen">Filter</span>
        <input
          data-filter=""
          type="search"
          value={text}
          onChange={({ target }) => setText(target.value)}
          placeholder="metrics.auc > 0.9 and params.lr < 0.01"
          aria-invalid={failure !== undefined}
          aria-describedby="filter-says"
          spellCheck={false}
          autoComplete="off"
        />
        <span className={names['found']}>{found}</span>
      </label>
      <output id="filter-says" className={names['filterSays']}>
        {failure ? `${failure.message}${failure.hint ? ` ${failure.hint}` : ''}` : ''}
      </output>
    </div>
  )
}
