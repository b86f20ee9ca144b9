import { type RefObject, useEffect, useRef, useState } from 'react'
import { whenThemeTurns } from '../../../parts/theme.ts'
import { tokenColor } from '../../../parts/token-color.ts'

export interface Size {
  readonly width: number
  readonly height: number
}

export interface Sheet extends Size {
  readonly paint: CanvasRenderingContext2D
  /** The colour of a token in this theme. */
  color(token: string): string
}

export type Draw = (sheet: Sheet) => void

/** The size of an element as it is now; nothing until it is in the page. */
export function useSize(element: RefObject<HTMLElement | null>): Size | undefined {
  const [size, setSize] = useState<Size>()
  useEffect(() => {
    const seen = element.current!
    const watch = new ResizeObserver(() => setSize({ width: seen.clientWidth, height: seen.clientHeight }))
    watch.observe(seen)
    return () => watch.disconnect()
  }, [element])
  return size
}

/** A canvas of this size on which `draw` draws, again whenever it is another function or the theme turns. */
export function useCanvas(draw: Draw, size: Size | undefined): RefObject<HTMLCanvasElement | null> {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const element = canvas.current
    if (!element || !size) return undefined
    const redraw = () => draw(sheetOf(element, size))
    redraw()
    return whenThemeTurns(redraw)
  }, [draw, size])
  return canvas
}

function sheetOf(element: HTMLCanvasElement, { width, height }: Size): Sheet {
  const density = devicePixelRatio || 1
  element.width = width * density
  element.height = height * density
  const paint = element.getContext('2d')!
  paint.scale(density, density)
  paint.font = `11px ${getComputedStyle(element).fontFamily}`
  return { paint, width, height, color: (token) => tokenColor(element, token) }
}
