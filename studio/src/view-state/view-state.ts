import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback } from 'react'

/** The words of an address that say how a page is looked at. What is not there has its usual value. */
export type ViewState = Readonly<Record<string, string>>

export type ChangeView = (words: Readonly<Record<string, string | undefined>>, isStep?: boolean) => void

/**
 * How the page is looked at, and a function that changes some words of it; undefined takes one away. A step is something one comes
 * back from, such as a thing that was opened.
 */
export function useViewState(): readonly [ViewState, ChangeView] {
  const words = useSearch({ strict: false }) as ViewState
  const navigate = useNavigate()
  const change = useCallback<ChangeView>(
    (changed, isStep = false) =>
      void navigate({
        to: '.',
        search: (before: ViewState) => withChanges(before, changed) as never,
        replace: !isStep,
      }),
    [navigate],
  )
  return [words, change]
}

function withChanges(before: ViewState, changed: Readonly<Record<string, string | undefined>>): ViewState {
  const after = { ...before, ...changed }
  return Object.fromEntries(Object.entries(after).filter(([, word]) => word !== undefined && word !== '')) as ViewState
}

export function parseSearch(text: string): ViewState {
  return Object.fromEntries(new URLSearchParams(text))
}

export function stringifySearch(words: Record<string, unknown>): string {
  const said = Object.entries(words).filter(([, word]) => word !== undefined && word !== '')
  const text = new URLSearchParams(said.map(([name, word]) => [name, String(word)])).toString()
  return text === '' ? '' : `?${text}`
}
