import { showMetrics } from '@sterna/engine'
import { command, flag, many, number } from '../shell/command.ts'
import { metricsJson, metricsLines } from '../show/metrics.ts'
import { warnOfRevision, warnUnreadable } from '../show/unreadable.ts'

export const metricsShow = command({
  name: 'metrics show',
  summary: 'Show the metrics of the workspace.',
  takes: {
    targets: many('targets', 'Files to show; those that the pipelines declare if left out.'),
    allBranches: flag('-a, --all-branches', 'Also those of the tips of all branches.'),
    allTags: flag('-T, --all-tags', 'Also those of all tags.'),
    allCommits: flag('-A, --all-commits', 'Also those of all commits.'),
    isRecursive: flag('-R, --recursive', 'Nothing more: targets may always be directories.'),
    markdown: flag('--md', 'As a table of markdown.'),
    precision: number('--precision <digits>', 'Digits after the point; 5 if left out.'),
  },
  failureExit: 255,
  run: async ({ targets, allBranches, allTags, allCommits }, { session }) => {
    const commits = { allBranches, allTags, allCommits }
    const shown = await showMetrics(await session.repository(), { targets, commits })
    for (const [name, values] of shown.revisions)
      if (values.kind === 'unreadable') warnOfRevision(session, name, values.failure.message)
    return warnUnreadable(session, shown)
  },
  show: (shown, { markdown, precision, allBranches, allTags, allCommits }) =>
    metricsLines(shown, {
      isMarkdown: markdown,
      digits: precision || 5,
      withRevisions: allBranches || allTags || allCommits,
    }),
  json: metricsJson,
})
