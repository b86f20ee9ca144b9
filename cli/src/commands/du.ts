import { diskUsage, openTree } from '@sterna/engine'
import { command, flag, optionalWord, word } from '../shell/command.ts'
import { sourceParameters, withRepository } from '../shell/source-parameters.ts'
import { shortSize } from '../show/sizes.ts'
import { plainTable } from '../show/table.ts'

export const du = command({
  name: 'du',
  summary: 'Show how much what a repository holds takes.',
  takes: {
    url: word('url', 'A Git repository: a folder, or a URL that Git can reach.'),
    path: optionalWord('path', 'A file or directory inside it.'),
    isSummary: flag('-s, --summarize', 'Only the sum.'),
    ...sourceParameters,
  },
  failureExit: 255,
  run: async ({ url, ...request }, { session }) =>
    withRepository(session, url, request, async (repository) => diskUsage(await openTree(repository), request)),
  show: (rows) => plainTable(rows.map(({ path, bytes }) => [shortSize(bytes), path])),
  json: (rows) => rows.map(({ path, bytes }) => ({ path, size: bytes })),
})
