import type { ReactNode } from 'react'
import names from './icon-button.module.css'

interface Props {
  /** What it does, for who does not see it. */
  readonly label: string
  /** The same for who points at it, with its key; the label if left out. */
  readonly title?: string
  readonly press: () => void
  /** An icon. */
  readonly children: ReactNode
}

/** A button that shows an icon only. */
export function IconButton({ label, title = label, press, children }: Props) {
  return (
    <button type="button" className={names['button']} onClick={press} aria-label={label} title={title}>
      {children}
    </button>
  )
}
