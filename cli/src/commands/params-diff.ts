import { diffParams } from '@sterna/engine'
import { command, flag, optionalWord, options } from '../shell/command.ts'
import { diffJson, diffLines } from '../show/metrics.ts'
import { warnUnreadable } from '../show/unreadable.ts'

export const paramsDiff = command({
  name: 'params diff',
  summary: 'Compare parameters between two revisions.',
  takes: {
    before: optionalWord('a_rev', 'The older revision; HEAD if left out.'),
    after: optionalWord('b_rev', 'The newer revision; the workspace if left out.'),
    targets: options('--targets [path...]', 'Only these files, or those in these directories.'),
    withEqual: flag('--all', 'Also what has not changed.'),
    onlyDependencies: flag('--deps', 'Only what stages depend on.'),
    markdown: flag('--md', 'As a table of markdown.'),
    noPath: flag('--no-path', 'Without the files.'),
  },
  failureExit: 255,
  run: async ({ before, after, targets, withEqual, onlyDependencies }, { session }) => {
    const request = { before: before ?? 'HEAD', after: after ?? 'workspace', targets, withEqual, onlyDependencies }
    return warnUnreadable(session, await diffParams(await session.repository(), request))
  },
  show: (result, { before, after, markdown, noPath }) =>
    diffLines(result, {
      what: 'Param',
      before: before ?? 'HEAD',
      after: after ?? 'workspace',
      withPath: !noPath,
      isMarkdown: markdown,
    }),
  json: diffJson,
})
