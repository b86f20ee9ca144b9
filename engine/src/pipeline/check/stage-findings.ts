import { joinRepo, overlaps } from '../../foundation/base/index.ts'
import { outputLists, type Stage } from '../definition/index.ts'
import type { CheckInput } from './check-input.ts'
import { type CheckedFile, fieldsOf, itemsOf, placeAt, placeIn, valueAt } from './checked-file.ts'
import { type Finding, finding } from './finding.ts'

/** What is worth knowing of a stage: that it does not run, makes nothing, or may read more than it says. */
export function stageFindings(file: CheckedFile, stage: Stage, input: CheckInput): Finding[] {
  const { name, isFrozen, outs } = stage
  return [
    ...(isFrozen ? [finding('frozen', placeIn(file, stage, 'frozen'), `stage '${name}' is frozen`)] : []),
    ...(outs.length === 0 ? [finding('no-outputs', placeIn(file, stage), `stage '${name}' makes nothing`)] : []),
    ...deprecatedKeys(file, stage),
    ...undeclaredFiles(file, stage, input),
  ]
}

/** Groups that stand for no stage at all. */
export function groupFindings(file: CheckedFile): Finding[] {
  const { definition, broken, source } = file
  const stages = valueAt(source.value, ['stages'])
  if (!(stages instanceof Map)) return []
  return [...stages].flatMap(([key, fields]) => {
    const name = String(key)
    const isGroup = fields instanceof Map && (fields.has('foreach') || fields.has('matrix'))
    const isBroken = broken.some((part) => part.extent === 'file' || part.name === name)
    if (!isGroup || isBroken || definition.stages.some(({ group }) => group === name)) return []
    return [finding('no-members', placeAt(file, ['stages', name], name), `'${name}' has nothing to go over`)]
  })
}

function deprecatedKeys(file: CheckedFile, stage: Stage): Finding[] {
  const fields = fieldsOf(file, stage)
  return outputLists.flatMap((list) =>
    itemsOf(fields.get(list)).flatMap((item, index) => {
      if (!(item instanceof Map)) return []
      const paths = [...item].filter(([, flags]) => flags instanceof Map && flags.has('checkpoint'))
      return paths.map(([path]) =>
        finding(
          'deprecated-key',
          placeIn(file, stage, list, index, String(path), 'checkpoint'),
          `"checkpoint" of output "${path}" does nothing`,
        ),
      )
    }),
  )
}

/** Files that a command names word by word, or was seen to read, and that the stage does not name. */
function undeclaredFiles(file: CheckedFile, stage: Stage, input: CheckInput): Finding[] {
  const declared = declaredPaths(stage)
  const isDeclared = (path: string) => declared.some((other) => overlaps(other, path))
  const named = new Set(wordsOf(stage.cmd).map((word) => joinRepo(stage.wdir, word)))
  const missing = [...named].filter((path) => isInside(path) && !isDeclared(path) && isFile(path, input))
  const seen = input.seenReads(stage).filter((path) => !isDeclared(path) && !named.has(path))
  const command = `the command of '${stage.name}'`
  const place = placeIn(file, stage, 'cmd')
  return [
    ...missing.map((path) => finding('undeclared-file', place, `${command} names "${path}", which the stage does not`)),
    ...seen.map((path) =>
      finding('undeclared-read', place, `${command} was seen to read "${path}", which the stage does not name`),
    ),
  ]
}

function declaredPaths(stage: Stage): string[] {
  return [
    ...stage.deps.flatMap((dependency) => ('path' in dependency ? [dependency.path] : [])),
    ...[...stage.params, ...stage.outs].map(({ path }) => path),
  ]
}

function isInside(path: string): boolean {
  return !path.startsWith('..') && !path.startsWith('/')
}

/** The words of a command that may be paths in the project. */
function wordsOf(cmd: Stage['cmd']): string[] {
  const text = typeof cmd === 'string' ? cmd : cmd.join('\n')
  return text
    .split(/[\s;|&<>()"'`=,:]+/)
    .filter((word) => word !== '' && !word.startsWith('/') && !word.startsWith('-'))
}

function isFile(path: string, { kindOf, madePaths }: CheckInput): boolean {
  return madePaths.has(path) || kindOf(path) === 'file'
}
