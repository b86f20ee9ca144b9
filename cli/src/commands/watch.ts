import { acceptOffer, type Project, type WatchResult, watchCommand } from '@sterna/engine'
import { type CommandRun, choiceOf, command, option, optionWithPreset, program } from '../shell/command.ts'
import { gitHint } from '../show/git-hint.ts'
import { acceptedForPrograms, watchedForPrograms, watchedLines } from '../show/watched.ts'

type Done =
  | { readonly kind: 'watched'; readonly project: Project; readonly result: WatchResult }
  | {
      readonly kind: 'accepted'
      readonly project: Project
      readonly accepted: Awaited<ReturnType<typeof acceptOffer>>
    }

const traces = ['auto', 'strace', 'snapshot'] as const

export const watch = command({
  name: 'watch',
  summary: 'Run any command, see what it reads and writes, and get a stage for it.',
  takes: {
    name: option('--name <name>', 'What the command is called here; after its script or program if left out.'),
    trace: choiceOf(
      '--trace <how>',
      traces,
      'How to see which files it uses; by strace, if that works, unless told otherwise.',
    ),
    accepts: optionWithPreset(
      '--accept [name]',
      '',
      'Write the stage that was offered for the command of this name, or for the last one, into dvc.yaml. Runs nothing.',
    ),
    words: program('command', 'The command, as it is typed; a line for the shell in quotes.'),
  },
  failureExit: 255,
  run: async ({ name, trace = 'auto', accepts, words }, run): Promise<Done> => {
    const project = await run.session.project()
    const call = { signal: run.signal, report: hearing(run) }
    if (accepts !== undefined) {
      const watched = accepts === '' ? undefined : accepts
      return { kind: 'accepted', project, accepted: await acceptOffer(project, { watched, name }, call) }
    }
    const result = await watchCommand(project, { words, name, trace }, call)
    if (!run.session.isForPrograms) tell(run, watchedLines(project, result))
    return { kind: 'watched', project, result }
  },
  show: (done) =>
    done.kind === 'watched'
      ? []
      : [`Added stage '${done.accepted.offer.request.name}' in 'dvc.yaml'`, ...gitHint(done.project, done.accepted)],
  json: (done) =>
    done.kind === 'watched'
      ? watchedForPrograms(done.project, done.result)
      : acceptedForPrograms(done.project, done.accepted),
  exitCode: (done) => (done.kind === 'watched' ? done.result.exitCode : 0),
})

/** What the command prints goes where it would without us; with JSON on standard output all of it to standard error. */
function hearing({ session, report }: CommandRun): Parameters<typeof watchCommand>[2]['report'] {
  return (event) => {
    if (event.kind === 'output') session.write(session.isForPrograms ? 'stderr' : event.stream, event.bytes)
    else session.warn(event.text)
    report(event)
  }
}

/** On standard error, because standard output is the command's. */
function tell({ session }: CommandRun, lines: readonly string[]): void {
  if (!session.isQuiet) session.write('stderr', Buffer.from(`${lines.join('\n')}\n`))
}
