import type { Queue, TaskInQueue } from '@sterna/api'
import { useState } from 'react'
import { client } from '../../connection/client.ts'
import type { Deed } from '../../parts/Deeds.tsx'
import { quoted } from '../../parts/shell-word.ts'
import { TaskChoice } from './TaskChoice.tsx'

/** What can be done with the queue, as it is now. */
export function useQueueDeeds({ tasks, slots, isStopping }: Queue): readonly Deed[] {
  const [jobs, setJobs] = useState(1)
  const kill = useTasksDeed(
    tasks.filter(({ state }) => state === 'running'),
    killing,
  )
  const remove = useTasksDeed(
    tasks.filter(({ state }) => state !== 'running'),
    removing,
  )
  const start: Deed = {
    title: 'Start',
    command: jobs === 1 ? 'sterna queue start' : `sterna queue start -j ${jobs}`,
    tells: 'Has what waits run, beside whatever you do; also when the studio is closed.',
    fields: (
      <label>
        How many at once
        <input
          type="number"
          min={1}
          max={1000}
          value={jobs}
          onChange={({ target }) => setJobs(Math.max(1, Number(target.value) || 1))}
        />
      </label>
    ),
    act: () => client.startQueue({ jobs }),
  }
  const stop: Deed = {
    title: 'Stop',
    command: 'sterna queue stop',
    tells: 'Begins no more. Those that run go on to their end.',
    act: () => client.stopQueue({}),
  }
  const isRun = slots !== null && !isStopping
  return [start, ...(isRun ? [stop] : []), ...kill, ...remove]
}

interface TasksDeed {
  readonly title: string
  readonly tells: string
  command(words: string): string
  act(tasks: string[]): NonNullable<Deed['act']>
}

const killing: TasksDeed = {
  title: 'Kill',
  tells: 'Ends experiments that run. What they have made until now is not kept.',
  command: (words) => `sterna queue kill ${words}`,
  act: (tasks) => () => client.killTasks({ tasks }),
}

const removing: TasksDeed = {
  title: 'Remove',
  tells: 'Takes tasks out of the queue, with what they printed. Experiments that they became stay.',
  command: (words) => `sterna queue remove ${words}`,
  act: (tasks) => () => client.removeTasks({ tasks }),
}

/** With a box for each task that it can be done with; none if there is no such task. */
function useTasksDeed(tasks: readonly TaskInQueue[], { title, tells, command, act }: TasksDeed): readonly Deed[] {
  const [picked, setPicked] = useState<readonly string[]>([])
  if (tasks.length === 0) return []
  const [only] = tasks
  const chosen = tasks.length === 1 ? [only!] : tasks.filter(({ id }) => picked.includes(id))
  const ids = chosen.map(({ id }) => id)
  const words = chosen.map(({ name, id }) => quoted(name ?? id)).join(' ')
  const turn = (id: string) => setPicked(picked.includes(id) ? picked.filter((one) => one !== id) : [...picked, id])
  return [
    {
      title,
      tells,
      isGrave: true,
      command: command(words === '' ? '…' : words),
      fields: <TaskChoice tasks={tasks} chosen={ids} turn={turn} />,
      ...(ids.length === 0 ? {} : { act: act(ids) }),
    },
  ]
}
