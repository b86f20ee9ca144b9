import { type PointerEvent, useState } from 'react'
import type { Axis } from './axis.ts'
import { type Brush, type Span, withSpan } from './brush.ts'
import { axisX, placeAt } from './draw-lines.ts'
import type { Size } from './use-canvas.ts'

/** How near to an axis a drag begins. */
const grip = 16
const leastDrag = 4

interface Drag {
  readonly axis: Axis
  readonly start: number
  readonly now: number
}

export interface Brushing {
  /** As it would be if the pointer were let go now. */
  readonly brush: Brush
  readonly isDragging: boolean
  begin(event: PointerEvent): void
  move(event: PointerEvent): void
  /** Says whether it has been a drag. */
  end(): boolean
}

/** Dragging along an axis chooses a part of it, pressing it without dragging gives it back. */
export function useBrushing(axes: readonly Axis[], size: Size, brush: Brush, change: (brush: Brush) => void): Brushing {
  const [drag, setDrag] = useState<Drag>()
  const dragged = drag && spanOf(drag, size)
  return {
    brush: drag && dragged ? withSpan(brush, drag.axis.column.id, dragged) : brush,
    isDragging: drag !== undefined,
    begin({ nativeEvent, currentTarget, pointerId }) {
      const axis = axes.find((_, i) => Math.abs(axisX(size, i, axes.length) - nativeEvent.offsetX) < grip)
      if (!axis || axis.valueAt(0) === undefined) return
      currentTarget.setPointerCapture(pointerId)
      setDrag({ axis, start: nativeEvent.offsetY, now: nativeEvent.offsetY })
    },
    move({ nativeEvent }) {
      if (drag) setDrag({ ...drag, now: nativeEvent.offsetY })
    },
    end() {
      if (!drag) return false
      const isOld = brush.has(drag.axis.column.id)
      if (dragged || isOld) change(withSpan(brush, drag.axis.column.id, dragged))
      setDrag(undefined)
      return dragged !== undefined || isOld
    },
  }
}

function spanOf({ axis, start, now }: Drag, size: Size): Span | undefined {
  if (Math.abs(now - start) < leastDrag) return undefined
  const ends = [placeAt(size, Math.max(start, now)), placeAt(size, Math.min(start, now))]
  const [from, to] = ends.map((at) => rounded(axis.valueAt(at)!))
  return { from: ends[0] === 0 ? undefined : from, to: ends[1] === 1 ? undefined : to }
}

function rounded(value: number): number {
  return Number(value.toPrecision(3))
}
