import type { Run } from '@sterna/api'
import { findTask, type Project, queueTasks, type RunRecord, type TaskInQueue } from '@sterna/engine'
import { Refusal } from '../requests/refusal.ts'

const ofTask = 'task'

/** What a run has printed, as far as this machine knows: as a task of the queue, and stage by stage. */
export function logsOf(project: Project, task: TaskInQueue | undefined, record: RunRecord | undefined): Run['logs'] {
  const whole = task?.log && task.state !== 'queued' ? [{ id: ofTask, title: 'All' }] : []
  const stages = (record?.stages ?? []).flatMap(({ stage, log }) =>
    log !== undefined && hasAttempt(project, stage, log) ? [{ id: `${log} ${stage}`, title: stage }] : [],
  )
  return [...whole, ...stages]
}

export interface LogPlace {
  readonly file: string
  readonly isRunning: boolean
}

/** Where a log is. Only what was found under its run is ever opened. */
export function placeOfLog(project: Project, run: string, log: string): LogPlace {
  const task = log === ofTask && project.git ? findTask(queueTasks(project), run) : undefined
  if (task?.log) return { file: task.log, isRunning: task.state === 'running' }
  const [id = '', ...stage] = log.split(' ')
  const name = stage.join(' ')
  if (id !== '' && hasAttempt(project, name, id))
    return { file: project.attempts.logOf({ stage: name, id }), isRunning: false }
  throw new Refusal(404, {
    code: 'no-log',
    message: `Nothing that '${run}' printed is kept here.`,
    hint: 'Logs stay on the machine that ran it, and go with the task.',
  })
}

function hasAttempt({ attempts }: Project, stage: string, id: string): boolean {
  return attempts.find(stage, (attempt) => attempt.id === id) !== undefined
}
