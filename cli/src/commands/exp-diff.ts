import { diffExperiments } from '@sterna/engine'
import { command, flag, number, optionalWord } from '../shell/command.ts'
import { experimentsDiffJson, experimentsDiffLines } from '../show/experiments-diff.ts'

export const expDiff = command({
  name: 'exp diff',
  summary: 'Compare metrics and parameters of two experiments.',
  takes: {
    before: optionalWord('a_rev', 'The older experiment or revision; HEAD if left out.'),
    after: optionalWord('b_rev', 'The newer one; the workspace if left out.'),
    withEqual: flag('--all', 'Also what has not changed.'),
    onlyDependencies: flag('--param-deps', 'Only parameters that stages depend on.'),
    markdown: flag('--md', 'As a table of markdown.'),
    noPath: flag('--no-path', 'Without the files.'),
    precision: number('--precision <digits>', 'Digits of metrics; 5 if left out.'),
  },
  headline: 'failed to show experiments diff',
  failureExit: 1,
  run: async ({ before, after, withEqual, onlyDependencies }, { session }) =>
    diffExperiments(await session.repository(), {
      before: before ?? 'HEAD',
      after: after ?? 'workspace',
      withEqual,
      onlyDependencies,
    }),
  show: (diff, { before, after, markdown, noPath, precision }) =>
    experimentsDiffLines(diff, {
      before: before ?? 'HEAD',
      after: after ?? 'workspace',
      withPath: !noPath,
      isMarkdown: markdown,
      digits: precision || 5,
    }),
  json: experimentsDiffJson,
})
