import { absolutePath } from '@sterna/engine'
import { command, word } from '../shell/command.ts'
import { studioPages } from '../shell/studio-pages.ts'
import { shortSize } from '../show/sizes.ts'
import { studioWords } from '../show/studio-words.ts'
import { version } from '../version.ts'

export const studioExport = command({
  name: 'studio export',
  summary: 'Write what the studio shows as pages for any file server.',
  takes: { to: word('directory', 'A folder that is not there yet, or is empty, or an export from before.') },
  failureExit: 255,
  run: async ({ to }, { session: { workingDirectory }, signal }) => {
    const { exportStudio } = await import('@sterna/server')
    return exportStudio({
      directory: workingDirectory,
      pages: studioPages(),
      words: studioWords,
      version,
      to: absolutePath(workingDirectory, to),
      signal,
    })
  },
  show: ({ files, bytes }, { to }) => [
    `Wrote ${files} files, ${shortSize(bytes)}, to '${to}'.`,
    `Any file server shows them, such as: python3 -m http.server -d ${to}`,
  ],
  json: (exported) => exported,
})
