import { diffData } from '@sterna/engine'
import { command, flag, optionalWord, options } from '../shell/command.ts'
import { type DiffLook, dataDiffLines, dataDiffTable } from '../show/data-diff.ts'
import { dataDiffJson } from '../show/data-diff-json.ts'

export const diff = command({
  name: 'diff',
  summary: 'Compare tracked data between two revisions.',
  takes: {
    before: optionalWord('a_rev', 'The older revision; HEAD if left out.'),
    after: optionalWord('b_rev', 'The newer revision; the workspace if left out.'),
    targets: options('--targets <paths...>', 'Only these tracked files and directories, or paths inside them.'),
    showHash: flag('--show-hash', 'With the hashes.'),
    isMarkdown: flag('--md', 'As a table of markdown.'),
    hideMissing: flag('--hide-missing', 'Without what the cache lacks.'),
  },
  headline: 'failed to get diff',
  failureExit: 1,
  exits: { 'file-missing': 255 },
  run: async ({ before, after, targets }, { session, signal, report }) =>
    diffData(await session.project(), { before: before ?? 'HEAD', after, targets }, { signal, report }),
  show: (result, request) =>
    request.isMarkdown ? dataDiffTable(result, lookOf(request)) : dataDiffLines(result, lookOf(request)),
  json: (result, request) => dataDiffJson(result, lookOf(request)),
})

function lookOf(request: { showHash: boolean; hideMissing: boolean; after: string | undefined }): DiffLook {
  return { showHash: request.showHash, withMissing: !request.hideMissing && request.after === undefined }
}
