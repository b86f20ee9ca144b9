import type { Stage } from '@sterna/api'
import { useEffect, useMemo, useRef } from 'react'
import { durationText } from '../../parts/time.ts'
import { layeredLayout } from './layered-layout.ts'
import names from './pipeline.module.css'
import { stateLooks } from './stage-states.ts'

const [width, height, gapX, gapY, edge] = [172, 52, 56, 18, 20]

interface Box {
  readonly stage: Stage
  readonly x: number
  readonly y: number
}

interface Props {
  readonly stages: readonly Stage[]
  readonly open: string | undefined
  readonly choose: (stage: string) => void
}

/** The stages from left to right, each with its state, and arrows from those that make what it reads. */
export function StageGraph({ stages, open, choose }: Props) {
  const boxes = useMemo(() => boxesOf(stages), [stages])
  const graph = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (open === undefined) return
    graph.current?.querySelector('[aria-pressed=true]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [open])
  const all = [...boxes.values()]
  const size = {
    width: Math.max(...all.map(({ x }) => x)) + width + edge,
    height: Math.max(...all.map(({ y }) => y)) + height + edge,
  }
  return (
    <div className={names['graph']} ref={graph}>
      <div className={names['plane']} style={size}>
        <svg width={size.width} height={size.height} aria-hidden="true">
          {all.flatMap((box) => box.stage.after.flatMap((from) => arrow(boxes.get(from), box)))}
        </svg>
        {all.map((box) => (
          <StageBox key={box.stage.name} {...box} isOpen={open === box.stage.name} choose={choose} />
        ))}
      </div>
    </div>
  )
}

function boxesOf(stages: readonly Stage[]): ReadonlyMap<string, Box> {
  const placed = new Map(layeredLayout(stages).map((one) => [one.name, one]))
  return new Map(
    stages.map((stage) => {
      const { layer, row } = placed.get(stage.name)!
      return [stage.name, { stage, x: edge + layer * (width + gapX), y: edge + row * (height + gapY) }]
    }),
  )
}

function arrow(from: Box | undefined, to: Box) {
  if (from === undefined) return []
  const [x1, y1, x2, y2] = [from.x + width, from.y + height / 2, to.x - 6, to.y + height / 2]
  const bend = Math.max(24, (x2 - x1) / 2)
  const { state } = from.stage
  const isStale = state !== 'fresh' && state !== 'frozen'
  return [
    <g key={`${from.stage.name} ${to.stage.name}`} className={names[isStale ? 'staleArrow' : 'arrow']}>
      <path d={`M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`} />
      <path d={`M${x2 - 5} ${y2 - 4}L${x2} ${y2}L${x2 - 5} ${y2 + 4}`} />
    </g>,
  ]
}

function StageBox({
  stage,
  x,
  y,
  isOpen,
  choose,
}: Box & { readonly isOpen: boolean; readonly choose: Props['choose'] }) {
  const { icon: Icon, text, color } = stateLooks[stage.state]
  const seconds = stage.state === 'fresh' ? stage.last?.seconds : stage.estimate
  return (
    <button
      type="button"
      className={names['stage']}
      style={{ left: x, top: y, width, height, borderLeftColor: color }}
      aria-pressed={isOpen}
      onClick={() => choose(stage.name)}
    >
      <span className={names['stageName']} title={stage.name}>
        <Icon size={14} style={{ color }} aria-hidden="true" />
        <code>{stage.name}</code>
      </span>
      <span className={names['stageState']}>
        {text}
        {seconds === undefined ? '' : ` · ${stage.state === 'fresh' ? '' : '≈ '}${durationText(seconds)}`}
      </span>
    </button>
  )
}
