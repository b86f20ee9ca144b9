import type { Done } from '@sterna/api'
import { RequestFailure } from '@sterna/api/client'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { exported } from '../connection/exported.ts'
import { CommandText } from './CommandText.tsx'
import names from './deeds.module.css'

/** Something that can be done: by a button, or by the command that does the same. */
export interface Deed {
  /** What the button says. */
  readonly title: string
  readonly command: string
  /** What will be so afterwards. */
  readonly tells: string
  /** Cannot be taken back. */
  readonly isGrave?: boolean
  /** What it needs to know. */
  readonly fields?: ReactNode
  /** Left out where only the terminal does it. */
  readonly act?: (() => Promise<Done>) | undefined
}

/** Pages that were exported only show commands. */
function offered(deeds: readonly Deed[]): readonly Deed[] {
  return exported ? deeds.map((deed) => ({ ...deed, act: undefined })) : deeds
}

/** Buttons in a row. Whichever is pressed shows its command first, and does it when that is confirmed. */
export function Deeds({ deeds, label }: { readonly deeds: readonly Deed[]; readonly label: string }) {
  const [open, setOpen] = useState<string>()
  const [said, setSaid] = useState<readonly string[]>([])
  const chosen = offered(deeds).find(({ title }) => title === open)
  const turn = (title: string) => {
    setSaid([])
    setOpen(title === open ? undefined : title)
  }
  return (
    <section className={names['deeds']} aria-label={label}>
      <div className={names['row']}>
        {deeds.map(({ title, isGrave }) => (
          <button
            key={title}
            type="button"
            aria-expanded={title === open}
            data-grave={isGrave ?? false}
            onClick={() => turn(title)}
          >
            {title}
          </button>
        ))}
      </div>
      {chosen ? (
        <DeedPanel
          key={chosen.title}
          deed={chosen}
          close={(told) => {
            setOpen(undefined)
            setSaid(told)
          }}
        />
      ) : undefined}
      <output className={names['said']}>
        {said.map((text) => (
          <span key={text}>{text}</span>
        ))}
      </output>
    </section>
  )
}

interface PanelProps {
  readonly deed: Deed
  readonly close: (said: readonly string[]) => void
}

/** The command, what it needs to know, and the button that does it. */
function DeedPanel({ deed: { title, command, tells, fields, isGrave = false, act }, close }: PanelProps) {
  const [failure, setFailure] = useState<unknown>()
  const [isGoing, setGoing] = useState(false)
  const confirm = useRef<HTMLButtonElement>(null)
  useEffect(() => confirm.current?.focus(), [])
  useEffect(() => {
    const leave = ({ key }: KeyboardEvent) => key === 'Escape' && close([])
    document.addEventListener('keydown', leave)
    return () => document.removeEventListener('keydown', leave)
  }, [close])
  const go = async () => {
    if (!act || isGoing) return
    setGoing(true)
    setFailure(undefined)
    try {
      close((await act()).said)
    } catch (error) {
      setFailure(error)
      setGoing(false)
    }
  }
  return (
    <form
      className={names['panel']}
      aria-label={title}
      onSubmit={(event) => {
        event.preventDefault()
        void go()
      }}
    >
      <p>{tells}</p>
      {fields}
      <CommandText command={command} />
      {failure === undefined ? undefined : <Refused failure={failure} />}
      <div className={names['row']}>
        {act ? (
          <button type="submit" ref={confirm} data-main={!isGrave} data-grave={isGrave} disabled={isGoing}>
            {isGoing ? 'Working …' : `${title} now`}
          </button>
        ) : undefined}
        <button type="button" onClick={() => close([])}>
          {act ? 'Leave it' : 'Close'}
        </button>
      </div>
    </form>
  )
}

function Refused({ failure }: { readonly failure: unknown }) {
  const known = failure instanceof RequestFailure ? failure : undefined
  return (
    <div className={names['refused']} role="alert">
      <strong>{known ? known.message : String(failure)}</strong>
      {known?.hint ? <span>{known.hint}</span> : undefined}
      {known ? <code>{known.code}</code> : undefined}
    </div>
  )
}
