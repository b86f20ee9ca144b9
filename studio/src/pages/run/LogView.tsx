import type { Run } from '@sterna/api'
import { useQuery } from '@tanstack/react-query'
import { logEndQuery } from '../../connection/queries.ts'
import { bytesText } from '../../parts/bytes.ts'
import { FailureNotice, Notice } from '../../parts/Notice.tsx'
import { counted } from '../../parts/numbers.ts'
import { useViewState } from '../../view-state/view-state.ts'
import { LogLine } from './LogLine.tsx'
import { LogSearch } from './LogSearch.tsx'
import names from './log.module.css'
import { useLogLines } from './use-log-lines.ts'
import { useLogScroll } from './use-log-scroll.ts'

/** What a run printed, or prints. */
export function LogView({ run }: { readonly run: Run }) {
  const [view, change] = useViewState()
  const log = view['log'] ?? run.logs[0]?.id
  if (log === undefined)
    return (
      <Notice title={run.state === 'queued' ? 'It has not begun' : 'No log here'} isPart>
        {run.state === 'queued'
          ? 'What it prints stands here as soon as it runs.'
          : 'Logs stay on the machine that ran it. Those of stages that run here: sterna logs STAGE'}
      </Notice>
    )
  return (
    <div className={names['view']}>
      <LogSources run={run} log={log} choose={(id) => change({ log: id, find: view['find'] })} />
      <Log key={log} run={run.name} log={log} />
    </div>
  )
}

interface SourcesProps {
  readonly run: Run
  readonly log: string
  readonly choose: (id: string) => void
}

function LogSources({ run, log, choose }: SourcesProps) {
  if (run.logs.length < 2) return undefined
  return (
    <fieldset className={names['sources']}>
      <legend className="unseen">Whose output</legend>
      {run.logs.map(({ id, title }) => (
        <button key={id} type="button" aria-pressed={id === log} onClick={() => choose(id)}>
          {title}
        </button>
      ))}
    </fieldset>
  )
}

function Log({ run, log }: { readonly run: string; readonly log: string }) {
  const [view] = useViewState()
  const { data: end, error, refetch } = useQuery(logEndQuery(run, log))
  const { scroller, window, top, follows, scrolled, goTo, follow } = useLogScroll(end?.lines ?? 0)
  const texts = useLogLines({ run, log, end, first: top, count: window.seen })
  const [find, current] = [view['find'] ?? '', Number(view['at'] ?? Number.NaN)]
  if (error && !end) return <FailureNotice error={error} retry={() => void refetch()} />
  return (
    <>
      <div className={names['tools']}>
        <LogSearch run={run} log={log} isRunning={end?.isRunning ?? false} goTo={goTo} />
        <span className={names['extent']}>{end ? `${counted(end.lines, 'line')} · ${bytesText(end.bytes)}` : ''}</span>
        <button type="button" aria-pressed={follows} onClick={follow}>
          {end?.isRunning ? 'Follow' : 'To the end'}
        </button>
      </div>
      <section className={names['log']} ref={scroller} onScroll={scrolled} aria-label="Log" tabIndex={0}>
        <div style={{ height: window.height }}>
          <div className={names['seen']}>
            {texts.map((text, index) => (
              <LogLine
                key={top + index}
                number={top + index}
                text={text}
                wanted={find}
                isCurrent={top + index === current}
              />
            ))}
          </div>
        </div>
      </section>
    </>
  )
}
