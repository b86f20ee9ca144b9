import { overlaps } from '../../foundation/base/index.ts'
import type { Value } from '../../foundation/formats/index.ts'
import { outputLists, type Stage } from '../definition/index.ts'
import type { CheckInput } from './check-input.ts'
import { type CheckedFile, fieldsOf, itemsOf, placeIn, placeOfItem } from './checked-file.ts'
import { type Finding, finding } from './finding.ts'

/** Paths of a stage that are missing, lead out of the project, are Git's, or are named twice. */
export function pathFindings(file: CheckedFile, stage: Stage, input: CheckInput): Finding[] {
  return [
    ...missingDependencies(file, stage, input),
    ...strangeOutputs(file, stage, input),
    ...pathsElsewhere(file, stage),
    ...namedTwice(file, stage),
  ]
}

function missingDependencies(file: CheckedFile, stage: Stage, { kindOf, madePaths, stages }: CheckInput): Finding[] {
  const isMade = (path: string) =>
    madePaths.has(path) || stages.some(({ outputs }) => outputs.some((out) => overlaps(out.path, path)))
  return stage.deps.flatMap((dependency) => {
    if (dependency.kind !== 'file' || kindOf(dependency.path) || isMade(dependency.path)) return []
    const place = placeOfItem(file, stage, ['deps'], dependency.text)
    return [finding('missing-dependency', place, `"${dependency.text}" is not there, and nobody makes it`)]
  })
}

function strangeOutputs(file: CheckedFile, stage: Stage, { trackedByGit }: CheckInput): Finding[] {
  return stage.outs.flatMap(({ text, path, kind, isCached }) => {
    const place = () => placeOfItem(file, stage, outputLists, text)
    if (!isCached) return []
    if (kind !== 'file') return [finding('outside-output', place(), `output "${text}" lies outside of the project`)]
    return trackedByGit.has(path) ? [finding('tracked-by-git', place(), `Git tracks the output "${text}"`)] : []
  })
}

function pathsElsewhere(file: CheckedFile, stage: Stage): Finding[] {
  const fields = fieldsOf(file, stage)
  const written = ['deps', ...outputLists].flatMap((list) => writtenPaths(fields.get(list)))
  const absolute = written.filter((text) => isAbsolute(text))
  const outside = [...stage.deps, ...stage.outs.filter(({ isCached }) => !isCached)].filter(
    ({ kind, text }) => kind === 'outside' && !absolute.includes(text),
  )
  return [
    ...absolute.map((text) => ['absolute-path', text, `"${text}" is an absolute path`] as const),
    ...outside.map(({ text }) =>
      isAbsolute(text)
        ? (['absolute-path', text, `"${text}" is an absolute path`] as const)
        : (['outside-path', text, `"${text}" leads out of the project`] as const),
    ),
  ].map(([code, text, message]) => finding(code, placeOfItem(file, stage, ['deps', ...outputLists], text), message))
}

function writtenPaths(list: Value | undefined): string[] {
  return itemsOf(list)
    .flatMap((item) => (item instanceof Map ? [...item.keys()] : [item]))
    .filter((text) => typeof text === 'string')
}

function isAbsolute(text: string): boolean {
  return text.startsWith('/') || /^[A-Za-z]:[\\/]/.test(text)
}

function namedTwice(file: CheckedFile, stage: Stage): Finding[] {
  const inputs = [
    ...stage.deps.flatMap((dep) => ('path' in dep ? [dep.path] : [])),
    ...stage.params.map(({ path }) => path),
  ]
  const paths = [...inputs, ...stage.outs.map(({ path }) => path)]
  const twice = new Set(paths.filter((path, index) => paths.indexOf(path) < index))
  return [...twice].map((path) =>
    finding('named-twice', placeIn(file, stage), `stage '${stage.name}' names "${path}" more than once`),
  )
}
