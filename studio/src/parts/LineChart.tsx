import { useEffect, useRef } from 'react'
import uPlot from 'uplot'
import 'uplot/dist/uPlot.min.css'
import { numberText } from './numbers.ts'
import { whenThemeTurns } from './theme.ts'
import { tokenColor } from './token-color.ts'

interface Props {
  /** What the curve is called. */
  readonly title: string
  readonly steps: readonly number[]
  readonly values: readonly (number | null)[]
  /** Charts with the same word have one cursor. */
  readonly shared: string
  readonly height?: number
}

/** A curve over steps. Points that come are added without drawing the page anew. */
export function LineChart({ title, steps, values, shared, height = 160 }: Props) {
  const place = useRef<HTMLDivElement>(null)
  const chart = useRef<uPlot>(undefined)
  useEffect(() => {
    const element = place.current!
    const made = new uPlot(optionsOf(element, title, shared, height), [[], []], element)
    chart.current = made
    const watch = new ResizeObserver(() => made.setSize({ width: element.clientWidth, height }))
    watch.observe(element)
    const unwatch = whenThemeTurns(() => made.redraw(false))
    return () => {
      watch.disconnect()
      unwatch()
      made.destroy()
    }
  }, [title, shared, height])
  useEffect(() => chart.current?.setData([[...steps], [...values]]), [steps, values])
  return (
    <>
      <div ref={place} aria-hidden="true" />
      <p className="unseen">{spoken(values)}</p>
    </>
  )
}

function optionsOf(element: HTMLElement, title: string, shared: string, height: number): uPlot.Options {
  const color = (token: string) => () => tokenColor(element, token)
  const font = `11px ${getComputedStyle(element).fontFamily}`
  const axis = { stroke: color('--text-2'), grid: { stroke: color('--line'), width: 1 }, font }
  return {
    width: element.clientWidth,
    height,
    legend: { show: false },
    cursor: { sync: { key: shared } },
    scales: { x: { time: false } },
    axes: [{ ...axis }, { ...axis, size: 56, values: (_, ticks) => ticks.map(numberText) }],
    series: [{}, { label: title, stroke: color('--accent'), width: 1.5, points: { show: false } }],
  }
}

function spoken(values: readonly (number | null)[]): string {
  const known = values.filter((value) => value !== null)
  if (known.length === 0) return 'no values yet'
  return `${known.length} values, from ${numberText(known[0]!)} to ${numberText(known.at(-1)!)}`
}
