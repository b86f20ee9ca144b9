import { diffMetrics } from '@sterna/engine'
import { command, flag, number, optionalWord, options } from '../shell/command.ts'
import { diffJson, diffLines } from '../show/metrics.ts'
import { warnUnreadable } from '../show/unreadable.ts'

export const metricsDiff = command({
  name: 'metrics diff',
  summary: 'Compare metrics between two revisions.',
  takes: {
    before: optionalWord('a_rev', 'The older revision; HEAD if left out.'),
    after: optionalWord('b_rev', 'The newer revision; the workspace if left out.'),
    targets: options('--targets [path...]', 'Only these files, or those in these directories.'),
    isRecursive: flag('-R, --recursive', 'Nothing more: targets may always be directories.'),
    withEqual: flag('--all', 'Also what has not changed.'),
    markdown: flag('--md', 'As a table of markdown.'),
    noPath: flag('--no-path', 'Without the files.'),
    precision: number('--precision <digits>', 'Digits after the point; 5 if left out.'),
  },
  failureExit: 255,
  run: async ({ before, after, targets, withEqual }, { session }) => {
    const request = { before: before ?? 'HEAD', after: after ?? 'workspace', targets, withEqual }
    return warnUnreadable(session, await diffMetrics(await session.repository(), request))
  },
  show: (result, { before, after, markdown, noPath, precision }) =>
    diffLines(result, {
      what: 'Metric',
      before: before ?? 'HEAD',
      after: after ?? 'workspace',
      withPath: !noPath,
      isMarkdown: markdown,
      digits: precision || 5,
    }),
  json: diffJson,
})
