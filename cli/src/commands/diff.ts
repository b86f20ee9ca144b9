import { type Contrast, type DataDiff, describeContents, diffData, diffRevisions } from '@sterna/engine'
import { command, flag, optionalWord, options } from '../shell/command.ts'
import type { Contents } from '../show/contents.ts'
import { contrastJson, contrastLines } from '../show/contrast.ts'
import { type DiffLook, dataDiffLines, dataDiffTable } from '../show/data-diff.ts'
import { dataDiffJson } from '../show/data-diff-json.ts'

interface Found {
  readonly data: DataDiff
  readonly contents: Contents | undefined
  /** All that differs, if more than data is meant. */
  readonly contrast: Contrast | undefined
}

export const diff = command({
  name: 'diff',
  summary: 'Compare two revisions: data, and between two that are named also code, parameters, metrics and more.',
  takes: {
    before: optionalWord('a_rev', 'The older revision; HEAD if left out.'),
    after: optionalWord('b_rev', 'The newer revision; the workspace if left out.'),
    targets: options('--targets [paths...]', 'Only these tracked files and directories, or paths inside them.'),
    showHash: flag('--show-hash', 'With the hashes.'),
    isMarkdown: flag('--md', 'As a table of markdown.'),
    hideMissing: flag('--hide-missing', 'Without what the cache lacks.'),
    withContent: flag('--content', 'With sizes, and rows and columns of tables, JSON and text.'),
    isWhole: flag(
      '--whole',
      'Also code, parameters, metrics, environment and plots; without it only as text of two named revisions.',
    ),
    onlyData: flag('--data', 'Only data, as DVC shows it.'),
  },
  headline: 'failed to get diff',
  failureExit: 1,
  exits: { 'file-missing': 255 },
  run: async (request, { session, signal, report }): Promise<Found> => {
    const project = await session.project()
    const { before = 'HEAD', after, targets, withContent } = request
    const call = { signal, report }
    const contrast = meansAll(request) ? await diffRevisions(project, { before, after }, call) : undefined
    const data = contrast?.data ?? (await diffData(project, { before, after, targets }, call))
    const isAfterWorkspace = after === undefined || after === 'workspace'
    return { data, contrast, contents: withContent ? describeContents(project, data, isAfterWorkspace) : undefined }
  },
  show: ({ data, contrast, contents }, request) => {
    const look = lookOf(request, contents)
    if (contrast) return contrastLines(contrast, { ...look, ...sidesOf(request), isMarkdown: request.isMarkdown })
    return request.isMarkdown ? dataDiffTable(data, look) : dataDiffLines(data, look)
  },
  json: ({ data, contrast, contents }, request) => {
    const look = lookOf(request, contents)
    if (!contrast || !request.isWhole) return dataDiffJson(data, look)
    return contrastJson(contrast, { ...look, ...sidesOf(request), isMarkdown: false })
  },
})

interface DiffWords {
  readonly before: string | undefined
  readonly after: string | undefined
  readonly targets: readonly string[]
  readonly showHash: boolean
  readonly isMarkdown: boolean
  readonly hideMissing: boolean
  readonly isWhole: boolean
  readonly onlyData: boolean
}

/** Two named revisions are compared as a whole, unless something is asked for that DVC's own `diff` does. */
function meansAll({ before, after, targets, isWhole, onlyData, ...words }: DiffWords): boolean {
  const { showHash, isMarkdown, hideMissing } = words
  if (isWhole) return true
  return (
    before !== undefined &&
    after !== undefined &&
    !(onlyData || targets.length > 0 || showHash || isMarkdown || hideMissing)
  )
}

function sidesOf({ before = 'HEAD', after = 'workspace' }: DiffWords) {
  return { before, after }
}

function lookOf(request: DiffWords, contents: Contents | undefined): DiffLook {
  return { showHash: request.showHash, withMissing: !request.hideMissing && request.after === undefined, contents }
}
