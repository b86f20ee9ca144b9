import { Search } from 'lucide-react'
import { type KeyboardEvent, useDeferredValue, useEffect, useId, useMemo, useRef, useState } from 'react'
import { foundEntries } from './found-entries.ts'
import { PaletteList } from './PaletteList.tsx'
import names from './palette.module.css'
import type { PaletteEntry } from './palette-entries.ts'
import { useDeed } from './use-deed.ts'
import { usePaletteEntries } from './use-palette-entries.ts'

interface Props {
  readonly turnTheme: () => void
  readonly close: () => void
}

/** Goes anywhere, and does what there is to do, by name. */
export function Palette({ turnTheme, close }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const list = useId()
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<string>()
  const entries = usePaletteEntries()
  const typed = useDeferredValue(text)
  const found = useMemo(() => foundEntries(entries, typed), [entries, typed])
  const at = placeOf(found, chosen)
  const { act, told } = useDeed({ turnTheme, close })
  useEffect(() => dialog.current?.showModal(), [])
  const press = (event: KeyboardEvent) => {
    const next = steps[event.key]?.(at, found.length)
    if (event.key === 'Enter' && found[at]) act(found[at])
    else if (next !== undefined) setChosen(found[next]?.id)
    else return
    event.preventDefault()
  }
  return (
    <dialog ref={dialog} className={names['palette']} onClose={close} aria-label="Go to, or do">
      <label className={names['field']}>
        <Search size={16} aria-hidden="true" />
        <span className="unseen">Page, stage, data, experiment or command</span>
        <input
          type="text"
          role="combobox"
          aria-expanded="true"
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={found.length > 0 ? `${list}-${at}` : undefined}
          value={text}
          onChange={({ target }) => {
            setText(target.value)
            setChosen(undefined)
          }}
          onKeyDown={press}
          placeholder="Page, stage, data, experiment or command"
          spellCheck={false}
          autoComplete="off"
        />
      </label>
      <PaletteList id={list} found={found} chosen={at} act={act} />
      <output className={names['told']}>{told ?? (found.length === 0 ? 'Nothing is called so.' : '')}</output>
    </dialog>
  )
}

/** By what it is, because more may be found while somebody chooses; the first if nobody has. */
function placeOf(found: readonly PaletteEntry[], chosen: string | undefined): number {
  return Math.max(
    0,
    found.findIndex(({ id }) => id === chosen),
  )
}

/** Up from the first leads to the last, and down from there to the first. */
const steps: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => (at + 1) % Math.max(1, count),
  ArrowUp: (at, count) => (at <= 0 ? count - 1 : at - 1),
  PageDown: (at, count) => Math.min(at + 8, count - 1),
  PageUp: (at) => Math.max(at - 8, 0),
}
