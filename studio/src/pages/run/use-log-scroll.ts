import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { type LogWindow, logWindow, scrollOf, topAt } from './log-window.ts'

export interface LogScroll {
  readonly scroller: RefObject<HTMLElement | null>
  readonly window: LogWindow
  readonly top: number
  /** Whether what comes is shown as it comes. */
  readonly follows: boolean
  readonly scrolled: () => void
  /** Brings a line into the middle. */
  readonly goTo: (line: number) => void
  readonly follow: () => void
}

const nearEnd = 4

/** Where in a log one is. Whoever is at its end stays there; whoever is not stays where they are. */
export function useLogScroll(lines: number): LogScroll {
  const scroller = useRef<HTMLElement>(null)
  const [seenHeight, setSeenHeight] = useState(0)
  const [top, setTop] = useState(0)
  const [follows, setFollows] = useState(true)
  const shown = logWindow(lines, seenHeight)
  useEffect(() => {
    const element = scroller.current!
    const watch = new ResizeObserver(() => setSeenHeight(element.clientHeight))
    watch.observe(element)
    return () => watch.disconnect()
  }, [])
  const place = follows ? shown.lastTop : Math.min(top, shown.lastTop)
  const target = scrollOf(shown, place, seenHeight)
  useLayoutEffect(() => {
    const element = scroller.current!
    if (Math.abs(element.scrollTop - target) > 1 && (follows || topAt(shown, element.scrollTop, seenHeight) !== place))
      element.scrollTop = target
  })
  const scrolled = useCallback(() => {
    const element = scroller.current!
    const now = logWindow(lines, element.clientHeight)
    setTop(topAt(now, element.scrollTop, element.clientHeight))
    setFollows(element.scrollTop >= element.scrollHeight - element.clientHeight - nearEnd)
  }, [lines])
  const half = shown.seen >> 1
  const goTo = useCallback(
    (line: number) => {
      setFollows(false)
      setTop(Math.max(0, line - half))
    },
    [half],
  )
  const follow = useCallback(() => setFollows(true), [])
  return { scroller, window: shown, top: place, follows, scrolled, goTo, follow }
}
