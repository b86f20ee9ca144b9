import type { Done, Handlers, SternaRoutes } from '@sterna/api'
import {
  enqueueExperiments,
  killTasks,
  Leases,
  type Project,
  parseSetParams,
  plainReproduction,
  queueTasks,
  quietCall,
  removeTasks,
  tasksOf,
} from '@sterna/engine'
import type { DeedsContext } from './deeds-context.ts'

type Deeds = Pick<Handlers<SternaRoutes>, 'startQueue' | 'stopQueue' | 'killTasks' | 'removeTasks' | 'queueVariation'>

/** What can be done with the queue. Whoever runs it is a process of its own, so that it goes on without the studio. */
export function queueDeeds({ repository, haveRunner }: DeedsContext): Deeds {
  return {
    startQueue: ({ jobs }) => repository.look((project) => start(project, jobs, haveRunner)),
    stopQueue: ({ isKilled }) => repository.look((project) => stop(project, isKilled)),
    killTasks: ({ tasks, isForced }) =>
      repository.look(async (project) => {
        await killTasks(project, tasks, isForced)
        return { said: tasks.map((name) => `${name} is being ended.`), names: tasks }
      }),
    removeTasks: ({ tasks }) =>
      repository.look(async (project) => {
        const names = await removeTasks(project, { kind: 'named', names: tasks })
        return { said: names.map((name) => `${name} is out of the queue.`), names }
      }),
    queueVariation: ({ name, setParams, starts }) =>
      repository.look(async (project) => {
        const names = await enqueue(project, name, setParams)
        if (starts) await haveRunner(project, 1)
        return {
          said: names.map((one) => `${one} ${starts ? 'runs as soon as it may.' : 'waits in the queue.'}`),
          names,
        }
      }),
  }
}

async function start(project: Project, jobs: number, haveRunner: DeedsContext['haveRunner']): Promise<Done> {
  const isNew = await haveRunner(project, jobs)
  return { said: [isNew ? 'The queue runs.' : 'The queue runs already.'], names: [] }
}

async function stop(project: Project, isKilled: boolean): Promise<Done> {
  new Leases(project.jobs).stop()
  const running = queueTasks(project).filter(({ state }) => state === 'running')
  const tasks = running.map(({ task }) => task.stash)
  if (isKilled && tasks.length > 0) await killTasks(project, tasks, true)
  const names = running.map(({ task }) => task.name ?? task.stash)
  return { said: ['No more experiments of the queue begin.'], names }
}

async function enqueue(project: Project, name: string | undefined, setParams: readonly string[]): Promise<string[]> {
  const request = {
    ...tasksOf(parseSetParams(setParams, project.chance), project.chance),
    name,
    force: false,
    copyPaths: [],
    reproduction: plainReproduction,
    withoutHydra: false,
  }
  const tasks = await enqueueExperiments(project, request, quietCall())
  return tasks.map((task) => task.name ?? task.stash)
}
