import type { TaskInQueue } from '@sterna/api'
import { Link } from '@tanstack/react-router'
import { cellText } from '../../parts/numbers.ts'
import table from '../../parts/table.module.css'
import { agoText, durationText, wholeTime } from '../../parts/time.ts'
import { useNow } from '../../parts/use-now.ts'
import names from './queue.module.css'

const shownDigits = 7

/** A task, how far it is, and what it waits for. */
export function TaskRow({ task }: { readonly task: TaskInQueue }) {
  const now = useNow()
  const { id, name, state, created, elapsedSeconds, leftSeconds } = task
  /** Who takes longer than all before them may end at any time. */
  const isKnown = (state === 'running' || state === 'queued') && leftSeconds !== null && leftSeconds >= 1
  return (
    <tr>
      <th scope="row">
        <Link
          to="/runs/$run"
          params={{ run: name ?? id }}
          search={(task.hasLog ? { tab: 'log' } : {}) as never}
          data-task={id}
        >
          {name ?? <code>{id.slice(0, shownDigits)}</code>}
        </Link>
      </th>
      <td data-state={state}>{state}</td>
      <td className={table['number']} title={wholeTime(created / 1000)}>
        {agoText(created / 1000, now)}
      </td>
      <td className={table['number']}>{elapsedSeconds === null ? '' : durationText(elapsedSeconds)}</td>
      <td className={table['number']}>{isKnown ? durationText(leftSeconds) : ''}</td>
      <td className={names['now']}>
        {state === 'running' && isKnown && elapsedSeconds !== null ? (
          <progress
            aria-label={`Progress of ${name ?? id.slice(0, shownDigits)}`}
            value={elapsedSeconds}
            max={elapsedSeconds + leftSeconds}
          />
        ) : undefined}
        {task.reason ?? metricsText(task)}
      </td>
    </tr>
  )
}

function metricsText({ metrics }: TaskInQueue): string {
  return Object.entries(metrics)
    .map(([name, value]) => `${name} ${cellText(value)}`)
    .join(', ')
}
