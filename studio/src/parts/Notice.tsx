import { RequestFailure } from '@sterna/api/client'
import type { ReactNode } from 'react'
import names from './notice.module.css'

interface NoticeProps {
  readonly title: string
  /** The page has a title of its own. */
  readonly isPart?: boolean
  readonly children?: ReactNode
}

/** What stands where there is nothing to show: what is so, and what can be done. */
export function Notice({ title, isPart = false, children }: NoticeProps) {
  const Title = isPart ? 'h2' : 'h1'
  return (
    <div className={names['notice']}>
      <Title>{title}</Title>
      {children ? <p>{children}</p> : undefined}
    </div>
  )
}

/** A failure, where the data would stand. */
export function FailureNotice({ error, retry }: { readonly error: unknown; readonly retry?: () => void }) {
  const failure = error instanceof RequestFailure ? error : undefined
  return (
    <div className={names['notice']} role="alert">
      <h1>{failure ? failure.message : 'This page broke. The rest works.'}</h1>
      {failure?.hint ? <p>{failure.hint}</p> : undefined}
      <p>
        <code>{failure ? failure.code : String(error)}</code>
      </p>
      {retry ? (
        <button type="button" className={names['retry']} onClick={retry}>
          Try now
        </button>
      ) : undefined}
    </div>
  )
}

/** Something like the shape of what is to come. Seen only by who waits longer than a moment. */
export function Waiting({ what }: { readonly what: string }) {
  return (
    <p className={names['waiting']}>
      <output>{what}</output>
    </p>
  )
}
