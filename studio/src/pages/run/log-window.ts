/** Browsers know no heights far beyond this. */
const tallest = 8_000_000
export const lineHeight = 18

/** How a log of any length fits into a page that scrolls. */
export interface LogWindow {
  /** Of the whole, in pixels. */
  readonly height: number
  /** The first line that stands on top when all is scrolled down. */
  readonly lastTop: number
  /** How many lines are seen, also by a half. */
  readonly seen: number
}

export function logWindow(lines: number, seenHeight: number): LogWindow {
  const whole = Math.floor(seenHeight / lineHeight)
  return {
    height: Math.min(lines * lineHeight, tallest),
    lastTop: Math.max(0, lines - whole),
    seen: whole + 1,
  }
}

/** Which line stands on top when so much is scrolled. */
export function topAt({ height, lastTop }: LogWindow, scrolled: number, seenHeight: number): number {
  const most = height - seenHeight
  return most <= 0 ? 0 : Math.round((Math.min(Math.max(0, scrolled), most) / most) * lastTop)
}

/** How much is scrolled when a line stands on top. */
export function scrollOf({ height, lastTop }: LogWindow, top: number, seenHeight: number): number {
  return lastTop === 0 ? 0 : (Math.min(top, lastTop) / lastTop) * Math.max(0, height - seenHeight)
}
