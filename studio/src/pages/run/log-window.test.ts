import { describe, expect, it } from 'vitest'
import { logWindow, scrollOf, topAt } from './log-window.ts'

describe('the window over a log', () => {
  it.each([
    ['that fits', 5],
    ['of a thousand lines', 1000],
    ['of more lines than a browser has pixels for', 30_000_000],
  ])('%s leads from scrolling to lines and back', (_, lines) => {
    const window = logWindow(lines, 360)
    expect(window.height).toBeLessThanOrEqual(8_000_000)
    expect(topAt(window, 0, 360)).toBe(0)
    expect(topAt(window, window.height, 360)).toBe(window.lastTop)
    expect(window.lastTop).toBe(Math.max(0, lines - 20))
    for (const top of [0, window.lastTop >> 1, window.lastTop])
      expect(topAt(window, scrollOf(window, top, 360), 360)).toBe(top)
  })
})
