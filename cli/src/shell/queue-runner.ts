import { Failure, Leases, ownProgram, type Project } from '@sterna/engine'

const lookMilliseconds = 10
/** Of a machine that has much to do. */
const longestStart = 30_000

/** This program, to be called again. */
function sterna(): ReturnType<typeof ownProgram> {
  return ownProgram(new URL('./sterna.cjs', import.meta.url), new URL('../sterna.ts', import.meta.url))
}

/** How a queued experiment is carried out: by this program, in the project's folder. */
export function taskCommand({ root, environment }: Project, id: string) {
  const program = sterna()
  const words = [...program.arguments, 'queue', 'work', id]
  return { command: program.command, arguments: words, directory: root, variables: environment.variables }
}

/**
 * Has somebody run what is queued, beside this process and for as long as it takes. Says whether that is somebody new, or one
 * who was asked to stop and goes on; one who does so already runs as many at once from now on.
 */
export async function haveRunner(project: Project, slots: number): Promise<boolean> {
  const { jobs, root, environment } = project
  const leases = new Leases(jobs)
  const holder = leases.holder()
  if (holder) {
    leases.raise(slots)
    if (holder.isAskedToStop) leases.resume()
    return holder.isAskedToStop
  }
  const program = sterna()
  const words = [...program.arguments, 'queue', 'run', '--jobs', String(slots)]
  const started = jobs.startDetached({
    command: program.command,
    arguments: words,
    directory: root,
    variables: environment.variables,
  })
  const code = await Promise.race([started.ended.catch(() => -1), untilThere(project, leases)])
  if (code === 0) return true
  throw new Failure('file-unreadable', 'Nobody could be started who runs the queue.', {
    hint: 'To see why: sterna queue run',
  })
}

async function untilThere({ clock }: Project, leases: Leases): Promise<number> {
  for (let waited = 0; waited < longestStart; waited += lookMilliseconds) {
    if (leases.holder()) return 0
    await clock.wait(lookMilliseconds)
  }
  return -1
}
