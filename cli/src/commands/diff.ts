import { describeContents, diffData } from '@sterna/engine'
import { command, flag, optionalWord, options } from '../shell/command.ts'
import type { Contents } from '../show/contents.ts'
import { type DiffLook, dataDiffLines, dataDiffTable } from '../show/data-diff.ts'
import { dataDiffJson } from '../show/data-diff-json.ts'

export const diff = command({
  name: 'diff',
  summary: 'Compare tracked data between two revisions.',
  takes: {
    before: optionalWord('a_rev', 'The older revision; HEAD if left out.'),
    after: optionalWord('b_rev', 'The newer revision; the workspace if left out.'),
    targets: options('--targets [paths...]', 'Only these tracked files and directories, or paths inside them.'),
    showHash: flag('--show-hash', 'With the hashes.'),
    isMarkdown: flag('--md', 'As a table of markdown.'),
    hideMissing: flag('--hide-missing', 'Without what the cache lacks.'),
    withContent: flag('--content', 'With sizes, and rows and columns of tables, JSON and text.'),
  },
  headline: 'failed to get diff',
  failureExit: 1,
  exits: { 'file-missing': 255 },
  run: async ({ before, after, targets, withContent }, { session, signal, report }) => {
    const project = await session.project()
    const found = await diffData(project, { before: before ?? 'HEAD', after, targets }, { signal, report })
    const isAfterWorkspace = after === undefined || after === 'workspace'
    return { found, contents: withContent ? describeContents(project, found, isAfterWorkspace) : undefined }
  },
  show: ({ found, contents }, request) =>
    request.isMarkdown
      ? dataDiffTable(found, lookOf(request, contents))
      : dataDiffLines(found, lookOf(request, contents)),
  json: ({ found, contents }, request) => dataDiffJson(found, lookOf(request, contents)),
})

function lookOf(
  request: { showHash: boolean; hideMissing: boolean; after: string | undefined },
  contents: Contents | undefined,
): DiffLook {
  return { showHash: request.showHash, withMissing: !request.hideMissing && request.after === undefined, contents }
}
