import { type Content, type ExplainedStage, type Reason, renderJson, type Value } from '@sterna/engine'
import { bytesText } from '../shell/progress-line.ts'
import { type Names, verbOf } from './outlook.ts'
import { plainTable } from './table.ts'

/** Why a stage does not stay as it is, a line or a few for each reason. */
export function reasonLines({ reasons, outlook, compared }: ExplainedStage, names: Names): string[] {
  const lockFile = compared ? names.pathHere(compared.lockFile) : 'dvc.lock'
  const missing = outlook.kind === 'blocked' ? outlook.missing : []
  const way = compared ? 'and no stage makes it' : 'to get it: sterna checkout, or sterna pull'
  const lines = reasons.flatMap((reason) => linesOf(reason, lockFile, names))
  return [...lines, ...missing.map((place) => `${placeText(place, names)} is not there, ${way}`)]
}

function linesOf(reason: Reason, lockFile: string, names: Names): string[] {
  switch (reason.kind) {
    case 'never-ran':
      return [`it has no entry in ${lockFile}: it never ran, or its entry was lost`]
    case 'forced':
      return ['it is forced to']
    case 'always-changed':
      return [reason.isDeclared ? 'it has always_changed' : 'it has nothing that could be compared']
    case 'command':
      return ['its command changed:', ...commandLines('-', reason.before), ...commandLines('+', reason.after)]
    case 'param':
      return [`${names.pathHere(reason.path)}: ${paramText(reason)}`]
    case 'params-file-missing':
      return [`${names.pathHere(reason.path)} is missing`]
    case 'upstream':
      return [upstreamText(reason, names)]
    default:
      return [`${names.pathHere(reason.path)} ${pathText(reason)}`, ...insideLines(reason)]
  }
}

type ReasonOf<Kind extends Reason['kind']> = Extract<Reason, { readonly kind: Kind }>
type PathReason = ReasonOf<'dependency' | 'output'>

function commandLines(sign: string, command: string | readonly string[]): string[] {
  const lines = typeof command === 'string' ? command.trimEnd().split('\n') : command
  return lines.map((line) => `  ${sign} ${line}`)
}

function paramText({ key, change, before, after }: ReasonOf<'param'>): string {
  if (change === 'new') return after === undefined ? `${key} is new` : `${key} is new: ${valueText(after)}`
  if (change === 'deleted')
    return before === undefined ? `${key} is gone` : `${key} is gone, it was ${valueText(before)}`
  return `${key} ${valueText(before)} → ${valueText(after)}`
}

const longestValue = 80

function valueText(value: Value | undefined): string {
  const text = value === undefined ? '?' : renderJson(value)
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text
}

function upstreamText({ path, stage, outlook }: ReasonOf<'upstream'>, names: Names): string {
  return `${names.pathHere(path)} is made by ${names.addressHere(stage)}, which ${verbOf({ outlook })}`
}

function pathText({ kind, change, before, after }: PathReason): string {
  const old = before === undefined ? '' : contentText(before)
  const now = after === undefined ? '' : contentText(after)
  switch (change) {
    case 'new':
      return `is a new ${kind}${now && `: ${now}`}`
    case 'deleted':
      return `is missing${old && `, it was ${old}`}`
    case 'not in cache':
      return `is not in the cache: ${old}`
    default:
      return `${kind === 'output' ? 'was edited' : 'changed'}: ${old} → ${now}`
  }
}

const shownDigits = 7

function contentText({ hash, bytes, files }: Content): string {
  const details = [
    ...(files === undefined ? [] : [`${files} ${files === 1 ? 'file' : 'files'}`]),
    ...(bytes === undefined ? [] : [bytesText(bytes)]),
  ]
  return `${hash.replaceAll('"', '').slice(0, shownDigits)}${details.length > 0 ? ` (${details.join(', ')})` : ''}`
}

function insideLines({ inside, before, after }: PathReason): string[] {
  if (!inside) return areDirectories(before, after) ? ['  which files is not known: nobody has kept what it held'] : []
  const rows = inside.shown.map(({ path, change, before, after }) => [
    `  ${change}`,
    path,
    [before, after].flatMap((content) => (content ? [contentText(content)] : [])).join(' → '),
  ])
  const left = inside.added + inside.changed + inside.removed - inside.shown.length
  const counts = `${inside.added} added, ${inside.changed} changed, ${inside.removed} removed in all`
  return [...plainTable(rows), ...(left > 0 ? [`  and ${left} more: ${counts}`] : [])]
}

function areDirectories(...contents: readonly (Content | undefined)[]): boolean {
  return contents.every((content) => content?.hash.endsWith('.dir'))
}

function placeText(place: string, names: Names): string {
  const [path = '', ...key] = place.split(':')
  return [names.pathHere(path), ...key].join(':')
}
