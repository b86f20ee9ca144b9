import { type Contrast, type EnvironmentChange, verdictOf } from '@sterna/engine'
import { type DiffLook, dataDiffLines, dataDiffTable } from './data-diff.ts'
import { dataDiffJson } from './data-diff-json.ts'
import { type DiffStyle, differencesJson, diffLines } from './metrics.ts'
import { packageLine } from './package-line.ts'
import { leftOutLines, recordedJson, recordedLines } from './recorded.ts'

export interface ContrastLook extends DiffLook {
  readonly before: string
  readonly after: string
  readonly isMarkdown: boolean
}

type Section = readonly [title: string, lines: readonly string[]]

/** Data as DVC shows it, then all else that differs, each under its title. */
export function contrastLines(contrast: Contrast, look: ContrastLook): string[] {
  const data = dataDiffLines(contrast.data, look)
  const others = otherSections(contrast, look).filter(([, lines]) => lines.length > 0)
  if (look.isMarkdown) {
    const table: Section[] = data.length === 0 ? [] : [['Data', withoutGap(dataDiffTable(contrast.data, look))]]
    return [...table, ...others].flatMap(([title, lines]) => [`### ${title}`, '', ...lines, ''])
  }
  return [
    ...(others.length > 0 ? withoutGap(data) : data),
    ...others.flatMap(([title, lines], index) => [
      ...(index > 0 || data.length > 0 ? [''] : []),
      `${title}:`,
      ...lines.map((line) => `    ${line}`),
    ]),
  ]
}

/** All but parameters and metrics, which a table of runs shows. */
export function contrastSections(contrast: Contrast): { title: string; lines: readonly string[] }[] {
  const look = { before: '', after: '', isMarkdown: false, showHash: false, withMissing: false, contents: undefined }
  const sections: Section[] = [['Data', dataDiffLines(contrast.data, look)], ...otherSections(contrast, look)]
  return sections.flatMap(([title, lines]) =>
    lines.length === 0 || title === 'Params' || title === 'Metrics' ? [] : [{ title, lines }],
  )
}

function otherSections(contrast: Contrast, look: ContrastLook): readonly Section[] {
  const { code, params, metrics, recorded, plots } = contrast
  const style = { before: look.before, after: look.after, withPath: true, isMarkdown: look.isMarkdown }
  const items = (lines: readonly string[]) => (look.isMarkdown ? lines.map((line) => `- ${line}`) : lines)
  return [
    ['Code', items([...code.map(codeLine), ...(recorded ? leftOutLines(recorded, look) : [])])],
    ['Params', params.files.size === 0 ? [] : withoutGap(diffLines(params, { ...style, what: 'Param' }))],
    [
      'Metrics',
      metrics.files.size === 0
        ? []
        : withoutGap(diffLines(metrics, { ...style, what: 'Metric', digits: 5, ...remarks(contrast) })),
    ],
    ['Environment', items(environmentSection(contrast))],
    ['Plots', items(plots)],
  ]
}

/** A table of markdown, and data without a count at its end, have an empty line after them. */
function withoutGap(lines: readonly string[]): readonly string[] {
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines
}

/** Better or worse, where `sterna.yaml` tells which way is better. */
function remarks({ directions }: Contrast): Pick<DiffStyle, 'remarkOn'> {
  if (directions.size === 0) return {}
  return { remarkOn: (file, name, difference) => verdictOf(directions, file, name, difference) }
}

function codeLine({ kind, path, oldPath, lines }: Contrast['code'][number]): string {
  const place = oldPath === undefined ? path : `${oldPath} -> ${path}`
  const counts = lines === undefined ? 'not text' : `+${lines.added}, -${lines.deleted} lines`
  return `${kind} ${place} (${counts})`
}

/** What was installed, where both runs have told that; of lock files then only what that does not say. */
function environmentSection({ environment, recorded }: Contrast): string[] {
  if (!recorded) return environment.flatMap(environmentLines)
  const told = new Set(recorded.packages.map(({ name }) => spelling(name)))
  const files = environment.flatMap((change) => {
    if (change.packages === 'unreadable' || change.packages.length === 0) return environmentLines(change)
    const packages = change.packages.filter(({ name }) => !told.has(spelling(name)))
    return packages.length === 0 ? [`${change.file}: the same differs`] : environmentLines({ ...change, packages })
  })
  return [...recordedLines(recorded), ...files]
}

/** One of those that mean the same package. */
function spelling(name: string): string {
  return name.replaceAll(/[-_.]+/g, '-').toLowerCase()
}

function environmentLines({ file, packages }: EnvironmentChange): string[] {
  if (packages === 'unreadable') return [`${file}: differs, and cannot be read`]
  return packages.length === 0
    ? [`${file}: no package differs`]
    : packages.map((change) => `${file}: ${packageLine(change)}`)
}

/** For programs: the data in the shape of `dvc diff --json`, and beside it what else differs. */
export function contrastJson(
  { data, code, params, metrics, directions, environment, recorded, plots }: Contrast,
  look: ContrastLook,
): unknown {
  return {
    data: dataDiffJson(data, look),
    code: code.map(({ kind, path, oldPath, lines }) => ({ kind, path, old_path: oldPath, lines: lines ?? null })),
    params: differencesJson(params.files),
    metrics: differencesJson(metrics.files, (file, name, difference) => {
      const verdict = verdictOf(directions, file, name, difference)
      return verdict ? { verdict } : {}
    }),
    environment: environment.map(({ file, packages }) => ({
      file,
      packages:
        packages === 'unreadable'
          ? null
          : packages.map(({ name, before, after }) => ({ name, old: before ?? null, new: after ?? null })),
    })),
    recorded: recorded ? recordedJson(recorded) : null,
    plots,
  }
}
