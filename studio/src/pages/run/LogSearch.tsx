import { useQuery } from '@tanstack/react-query'
import { ChevronDown, ChevronUp, Search } from 'lucide-react'
import { useEffect, useState } from 'react'
import { logSearchQuery } from '../../connection/queries.ts'
import { IconButton } from '../../parts/IconButton.tsx'
import { grouped } from '../../parts/numbers.ts'
import { useViewState } from '../../view-state/view-state.ts'
import names from './log.module.css'

interface Props {
  readonly run: string
  readonly log: string
  readonly isRunning: boolean
  readonly goTo: (line: number) => void
}

const quietMilliseconds = 150

/** Finds lines; Enter goes to the next one, with Shift to the one before. */
export function LogSearch({ run, log, isRunning, goTo }: Props) {
  const [view, change] = useViewState()
  const find = view['find'] ?? ''
  const [typed, setTyped] = useState(find)
  useEffect(() => {
    const timer = setTimeout(() => typed !== find && change({ find: typed, at: undefined }), quietMilliseconds)
    return () => clearTimeout(timer)
  }, [typed, find, change])
  const { data } = useQuery(logSearchQuery({ run, log, text: find, isRunning }))
  const found = find === '' ? [] : (data?.found ?? [])
  const place = found.indexOf(Number(view['at'] ?? Number.NaN))
  const go = (step: number) => {
    const line = found.at((place < 0 && step < 0 ? 0 : place + step) % found.length)
    if (line === undefined) return
    change({ at: String(line) })
    goTo(line)
  }
  return (
    <span className={names['search']}>
      <label>
        <Search size={14} aria-hidden="true" />
        <input
          type="search"
          data-filter
          aria-label="Find in the log"
          placeholder="Find in the log"
          value={typed}
          onChange={({ target }) => setTyped(target.value)}
          onKeyDown={({ key, shiftKey }) => key === 'Enter' && go(shiftKey ? -1 : 1)}
        />
      </label>
      <output>{find === '' ? '' : foundText(found, place, data?.isMore ?? false)}</output>
      <IconButton label="The match before (Shift+Enter)" press={() => go(-1)}>
        <ChevronUp size={15} aria-hidden="true" />
      </IconButton>
      <IconButton label="The next match (Enter)" press={() => go(1)}>
        <ChevronDown size={15} aria-hidden="true" />
      </IconButton>
    </span>
  )
}

function foundText(found: readonly number[], place: number, isMore: boolean): string {
  const total = `${grouped(found.length)}${isMore ? '+' : ''}`
  if (found.length === 0) return 'no line has it'
  return place < 0 ? `${total} ${found.length === 1 ? 'line' : 'lines'}` : `${grouped(place + 1)} of ${total}`
}
