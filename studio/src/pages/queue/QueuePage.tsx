import type { Queue } from '@sterna/api'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { queueQuery } from '../../connection/queries.ts'
import { type KeyDeed, useKeys } from '../../frame/keys.ts'
import { Deeds } from '../../parts/Deeds.tsx'
import { FailureNotice, Notice, Waiting } from '../../parts/Notice.tsx'
import { counted } from '../../parts/numbers.ts'
import table from '../../parts/table.module.css'
import names from './queue.module.css'
import { TaskRow } from './TaskRow.tsx'
import { useQueueDeeds } from './use-queue-deeds.tsx'

/** What runs, what waits for what, until when? */
export function QueuePage() {
  const { data, error, refetch } = useQuery(queueQuery)
  if (error && !data) return <FailureNotice error={error} retry={() => void refetch()} />
  if (!data) return <Waiting what="Reading the queue …" />
  if (data.tasks.length === 0) return <None />
  return <Tasks queue={data} />
}

function None() {
  return (
    <Notice title="The queue is empty">
      <code>sterna exp run --queue -S train.lr=0.01</code> puts an experiment into it; so does “Queue a variation” on
      the page of a run.
    </Notice>
  )
}

function Tasks({ queue }: { readonly queue: Queue }) {
  const deeds = useQueueDeeds(queue)
  useKeys(useRowKeys())
  return (
    <div className={names['queue']}>
      <header>
        <h1>{titleOf(queue)}</h1>
        <p>{runnerText(queue)}</p>
      </header>
      <Deeds deeds={deeds} label="What can be done" />
      <section className={`${table['box']} ${names['tasks']}`} aria-label="Tasks" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">Task</th>
              <th scope="col">State</th>
              <th scope="col" className={table['number']}>
                Queued
              </th>
              <th scope="col" className={table['number']}>
                Elapsed
              </th>
              <th scope="col" className={table['number']}>
                Left
              </th>
              <th scope="col">Now</th>
            </tr>
          </thead>
          <tbody>
            {queue.tasks.map((task) => (
              <TaskRow key={task.id} task={task} />
            ))}
          </tbody>
        </table>
      </section>
    </div>
  )
}

function titleOf({ tasks }: Queue): string {
  const inState = (wanted: string) => tasks.filter(({ state }) => state === wanted).length
  const [running, queued, failed] = [inState('running'), inState('queued'), inState('failed')]
  const words = [
    ...(running > 0 ? [`${counted(running, 'experiment')} ${running === 1 ? 'runs' : 'run'}`] : []),
    ...(queued > 0 ? [`${queued} ${queued === 1 ? 'waits' : 'wait'}`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
  ]
  return words.length === 0 ? 'All that was queued is done' : words.join(', ')
}

function runnerText({ slots, isStopping }: Queue): string {
  if (slots === null) return 'Nobody runs the queue.'
  if (isStopping) return 'Those that run go on to their end; no more begin.'
  return slots === 1 ? 'One at a time.' : `Up to ${slots} at once.`
}

/** `j` and `k` go from task to task. */
function useRowKeys(): readonly KeyDeed[] {
  return useMemo(
    () => [
      { keys: 'j', what: 'The next task', run: () => move(1) },
      { keys: 'k', what: 'The task before', run: () => move(-1) },
    ],
    [],
  )
}

function move(step: number): void {
  const all = [...document.querySelectorAll<HTMLElement>('[data-task]')]
  const at = all.indexOf(document.activeElement as HTMLElement)
  all[at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + step))]?.focus()
}
