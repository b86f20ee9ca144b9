import type { Stage } from '@sterna/api'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { CommandText } from '../../parts/CommandText.tsx'
import { IconButton } from '../../parts/IconButton.tsx'
import { agoText, durationText, wholeTime } from '../../parts/time.ts'
import { useNow } from '../../parts/use-now.ts'
import names from './pipeline.module.css'
import { stateLooks } from './stage-states.ts'

/** Why a stage would run, and what it is. */
export function StagePanel({ stage, close }: { readonly stage: Stage; readonly close: () => void }) {
  const { text } = stateLooks[stage.state]
  return (
    <section className={names['panel']} aria-labelledby="stage-title">
      <header>
        <h2 id="stage-title">
          <code>{stage.name}</code> {stage.state === 'restore' ? 'comes from the cache' : isWord(text)}
        </h2>
        <IconButton label="Close (Esc)" press={close}>
          <X size={16} aria-hidden="true" />
        </IconButton>
      </header>
      <section className={names['panelBody']} aria-label={`About ${stage.name}`} tabIndex={0}>
        {stage.why.length > 0 ? (
          <pre className={names['why']}>{stage.why.join('\n')}</pre>
        ) : (
          <p>Nothing differs from what is recorded.</p>
        )}
        <dl>
          {stage.description === undefined ? undefined : <Row name="What it is">{stage.description}</Row>}
          <Row name="Command">
            <pre>{stage.command}</pre>
          </Row>
          <Row name="Reads">
            <Paths paths={stage.dependencies} />
          </Row>
          <Row name="Makes">
            <Paths paths={stage.outputs} />
          </Row>
          <Row name="Last run">{stage.last ? <LastRun {...stage.last} /> : 'not known'}</Row>
          <Row name="Written in">
            <code>{stage.file}</code>
          </Row>
        </dl>
        {stage.last && stage.last.outcome !== 'succeeded' ? (
          <CommandText command={`sterna logs ${stage.name}`} />
        ) : undefined}
      </section>
    </section>
  )
}

function isWord(text: string): string {
  return /^(must|may) /.test(text) || text === 'failed' ? text : `is ${text}`
}

function Row({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Paths({ paths }: { readonly paths: readonly string[] }) {
  if (paths.length === 0) return 'nothing'
  return (
    <ul>
      {paths.map((path) => (
        <li key={path}>
          <code>{path}</code>
        </li>
      ))}
    </ul>
  )
}

function LastRun({ outcome, began, seconds }: NonNullable<Stage['last']>) {
  const now = useNow()
  const took = seconds === undefined ? '' : `, took ${durationText(seconds)}`
  return (
    <span title={wholeTime(began / 1000)}>
      {outcome}, {whenText(began / 1000, now)}
      {took}
    </span>
  )
}

function whenText(seconds: number, now: number): string {
  const ago = agoText(seconds, now)
  if (ago === 'now') return 'just now'
  return /^\d+ (?:d|h|min)$/.test(ago) ? `${ago} ago` : ago
}
