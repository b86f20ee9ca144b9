import { showMetrics } from '@sterna/engine'
import { command, flag, many, number } from '../shell/command.ts'
import { metricsJson, metricsLines } from '../show/metrics.ts'

export const metricsShow = command({
  name: 'metrics show',
  summary: 'Show the metrics of the workspace.',
  takes: {
    targets: many('targets', 'Files to show; those that the pipelines declare if left out.'),
    markdown: flag('--md', 'As a table of markdown.'),
    precision: number('--precision <digits>', 'Digits after the point; 5 if left out.'),
  },
  failureExit: 255,
  run: async ({ targets }, { session }) => {
    const shown = await showMetrics(await session.project(), { targets })
    const hasError = [...shown.files.values()].some(({ kind }) => kind === 'error')
    if (hasError) session.warn("DVC failed to load some metrics for following revisions: ''.")
    return shown
  },
  show: (shown, { markdown, precision }) => metricsLines(shown, { isMarkdown: markdown, digits: precision ?? 5 }),
  json: metricsJson,
})
