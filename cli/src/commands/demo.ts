import * as path from 'node:path'
import { playDemo } from '../demo/play.ts'
import { command, optionalWord } from '../shell/command.ts'

export const demo = command({
  name: 'demo',
  summary: 'Play the whole cycle on real house sales, in a new folder.',
  takes: { directory: optionalWord('directory', 'Where; a new folder among the temporary files if left out.') },
  failureExit: 1,
  run: ({ directory }, { session, signal }) =>
    playDemo(directory === undefined ? undefined : path.resolve(session.workingDirectory, directory), {
      signal,
      print: (line) => session.print(line),
    }),
})
