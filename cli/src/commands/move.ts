import { Failure, moveData } from '@sterna/engine'
import { command, word } from '../shell/command.ts'
import { warningsTo } from '../show/events.ts'
import { gitHint } from '../show/git-hint.ts'

export const move = command({
  name: 'move',
  aliases: ['mv'],
  summary: 'Give tracked data another name or place.',
  takes: {
    from: word('src', 'Tracked data, or a path inside of a tracked directory.'),
    to: word('dst', 'Its new name, or a directory that it goes into.'),
  },
  failureExit: 1,
  run: async ({ from, to }, { session, signal, report }) => {
    const project = await session.project()
    try {
      const result = await moveData(project, { from, to }, { signal, report: warningsTo(session, report) })
      return gitHint(project, result)
    } catch (error) {
      throw error instanceof Failure ? namingBoth(error, from, to) : error
    }
  },
  show: (lines) => lines,
})

function namingBoth({ code, message, hint, cause }: Failure, from: string, to: string): Failure {
  const details = { cause, ...(hint === undefined ? {} : { hint }) }
  return new Failure(code, `failed to move '${from}' -> '${to}' - ${message}`, details)
}
