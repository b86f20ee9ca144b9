import { describe, expect, it } from 'vitest'
import { Failure, type RepoPath } from '../../foundation/base/index.ts'
import { readParamsFile, readYamlWithPositions } from '../../foundation/formats/index.ts'
import { examineDefinition, mistakeOf, unreadablePart, varsFileOf } from '../definition/index.ts'
import { readLockFile } from '../lock-file.ts'
import { trackedStage } from '../tracked-pipeline-stage.ts'
import { type CheckInput, madePathsOf } from './check-input.ts'
import type { CheckedFile } from './checked-file.ts'
import { findAll } from './find-all.ts'
import { rules } from './rules.ts'

/** A project of these files, of which Git tracks some. */
function inputOf(
  files: Readonly<Record<string, string>>,
  tracked: readonly string[] = [],
  seen: readonly string[] = [],
): CheckInput {
  const isDirectory = (path: string) => Object.keys(files).some((file) => file.startsWith(`${path}/`))
  const checked: CheckedFile[] = []
  const unreadable: CheckInput['unreadable'][number][] = []
  for (const file of Object.keys(files).filter((path) => /(?:^|\/)dvc\.yaml$/.test(path)) as RepoPath[]) {
    const examined = examineDefinition(files[file]!, file, { readVars: (path) => varsFileOf(files[path]) })
    const lockFile = file.replace('.yaml', '.lock') as RepoPath
    const text = files[lockFile]
    try {
      const source = readYamlWithPositions(files[file]!, file)
      const lock = text === undefined ? undefined : lockOf(text, lockFile)
      checked.push({ ...examined, source, lock })
    } catch (error) {
      unreadable.push(unreadablePart(files[file]!, file, [mistakeOf(error as Failure)]))
    }
  }
  const stages = checked.flatMap(({ definition }) => definition.stages.map((stage) => trackedStage(stage, undefined)))
  return {
    files: checked,
    unreadable,
    stages,
    madePaths: madePathsOf(stages),
    trackedByGit: new Set(tracked),
    seenReads: () => seen as RepoPath[],
    kindOf: (path) => (Object.hasOwn(files, path) ? 'file' : isDirectory(path) ? 'directory' : undefined),
    readParams: (path) => (Object.hasOwn(files, path) ? paramsOf(files[path]!, path) : undefined),
  }
}

const lockOf = (text: string, file: RepoPath) => ({
  file,
  source: readYamlWithPositions(text, file),
  entries: readLockFile(text, file),
})

function paramsOf(text: string, path: string): ReturnType<CheckInput['readParams']> {
  try {
    return { value: readParamsFile(text, path) }
  } catch (error) {
    if (error instanceof Failure) return { reason: error.message }
    throw error
  }
}

const told = (input: CheckInput) =>
  findAll(input).map(({ file, line, column, code, stage }) => `${file}:${line}:${column} ${code} ${stage ?? '-'}`)

const sound = `stages:
  a:
    cmd: cp in o
    deps: [in]
    params: [lr]
    outs: [o]
`
const lock = (cmd: string, fields: string) => `schema: '2.0'\nstages:\n  a:\n    cmd: ${cmd}\n${fields}`
const files = { in: '', 'params.yaml': 'lr: 1\n' }
const stage = (fields: string) => `stages:\n  a: {cmd: x, ${fields}}\n`

describe('the checks of a pipeline', () => {
  it('find nothing where nothing is wrong', () => {
    const entry = '    deps: [{path: in}]\n    params: {params.yaml: {lr: 1}}\n    outs: [{path: o}]\n'
    expect(told(inputOf({ ...files, 'dvc.yaml': sound, 'dvc.lock': lock('cp in o', entry) }))).toEqual([])
  })

  const cases: [string, Readonly<Record<string, string>>, readonly string[], string[]?, string[]?][] = [
    ['no YAML', { 'dvc.yaml': 'stages: [' }, ['dvc.yaml:1:10 unreadable -']],
    ['a wrong shape', { 'dvc.yaml': 'stages:\n  a: {run: x}' }, ['dvc.yaml:2:3 shape a', 'dvc.yaml:2:7 shape a']],
    ['a lost value', { 'dvc.yaml': 'stages:\n  a: {cmd: "x ${y}"}' }, ['dvc.yaml:2:15 template a']],
    ['a field that is wrong', { 'dvc.yaml': stage('outs: [b.dvc]') }, ['dvc.yaml:2:15 stage-field a']],
    [
      'outputs in each other, of several files',
      { 'dvc.yaml': stage('outs: [o]'), 'sub/dvc.yaml': 'stages:\n  b: {cmd: x, wdir: .., outs: [p, o/i]}' },
      ['dvc.yaml:2:22 outputs-overlap a', 'sub/dvc.yaml:2:35 outputs-overlap b'],
    ],
    [
      'a file in an output',
      { 'dvc.yaml': stage('outs: [sub]'), 'sub/dvc.yaml': 'stages:\n  b: {cmd: x, outs: [../o]}' },
      ['sub/dvc.yaml:2:3 file-in-output b'],
    ],
    [
      'a circle',
      { 'dvc.yaml': 'stages:\n  a: {cmd: x, deps: [p], outs: [o]}\n  b: {cmd: x, deps: [o], outs: [p]}' },
      ['dvc.yaml:2:3 circle a', 'dvc.yaml:3:3 circle b'],
    ],
    [
      'a dependency that nobody makes',
      { 'dvc.yaml': stage('deps: [no], outs: [o]') },
      ['dvc.yaml:2:22 missing-dependency a'],
    ],
    [
      'dependencies that somebody makes, or that are there',
      { 'dvc.yaml': `${stage('deps: [d], outs: [o]')}  b: {cmd: x, deps: [o/i], outs: [p]}`, 'd/f': '' },
      [],
    ],
    [
      'params that are nowhere',
      {
        'dvc.yaml': stage('params: [lr, {no.json: [k]}, {bad.json: null}], outs: [o]'),
        'params.yaml': 'x: 1',
        'bad.json': '{',
      },
      ['dvc.yaml:2:24 missing-param a', 'dvc.yaml:2:39 missing-params-file a', 'dvc.yaml:2:45 unreadable a'],
    ],
    ['an output of Git', { 'dvc.yaml': stage('outs: [o]') }, ['dvc.yaml:2:22 tracked-by-git a'], ['o']],
    ['an output of Git that belongs to it', { 'dvc.yaml': stage('outs: [{o: {cache: false}}]') }, [], ['o']],
    [
      'an output elsewhere',
      { 'dvc.yaml': stage('outs: [/o, {../p: {cache: false}}]') },
      ['dvc.yaml:2:22 absolute-path a', 'dvc.yaml:2:22 outside-output a', 'dvc.yaml:2:26 outside-path a'],
    ],
    [
      'dependencies elsewhere',
      { 'dvc.yaml': stage('deps: [/d, ../e, "s3://b/k"], outs: [o]') },
      ['dvc.yaml:2:22 absolute-path a', 'dvc.yaml:2:26 outside-path a'],
    ],
    [
      'what was taken out of a stage',
      {
        ...files,
        'dvc.yaml': sound.replace('[in]', '[]').replace('[lr]', '[]'),
        'dvc.lock': lock(
          'x',
          '    deps: [{path: in}]\n    params: {params.yaml: {lr: 1}}\n    outs: [{path: o}, {path: p}]\n',
        ),
      },
      [
        'dvc.yaml:2:3 removed-dependency a',
        'dvc.yaml:2:3 removed-output a',
        'dvc.yaml:2:3 removed-param a',
        'dvc.yaml:3:5 undeclared-file a',
      ],
    ],
    [
      'entries of stages that are no longer there, but not of those that are broken',
      {
        'dvc.yaml': 'stages:\n  b: {cmd: "${y}", outs: [o]}\n',
        'dvc.lock': `${lock('x', '')}  b:\n    cmd: x\n  b@1:\n    cmd: x\n`,
      },
      ['dvc.lock:3:3 stale-entry a', 'dvc.yaml:2:13 template b'],
    ],
    [
      'names that differ in case',
      { 'dvc.yaml': `${stage('outs: [data/x]')}  b: {cmd: x, outs: [Data/x]}` },
      ['dvc.yaml:3:3 case-clash b'],
    ],
    ['a path twice', { in: '', 'dvc.yaml': stage('deps: [in, ./in], outs: [o]') }, ['dvc.yaml:2:3 named-twice a']],
    ['groups of nobody', { 'dvc.yaml': 'stages:\n  g: {foreach: [], do: {cmd: x}}' }, ['dvc.yaml:2:3 no-members g']],
    ['what does nothing', { 'dvc.yaml': stage('outs: [{o: {checkpoint: true}}]') }, ['dvc.yaml:2:27 deprecated-key a']],
    [
      'values that nobody uses',
      {
        'v.yaml': 'p: 1\nq: 2\n',
        'w.yaml': 'z: 1\n',
        'dvc.yaml':
          'vars: [{u: 1, v: 2}, v.yaml:p, w.yaml]\nstages:\n  a: {cmd: "${v} ${w.k}", vars: [{w: {k: 1}, y: 1}], outs: [o]}',
      },
      [
        'dvc.yaml:1:9 unused-var -',
        'dvc.yaml:1:22 unused-var -',
        'dvc.yaml:1:32 unused-var -',
        'dvc.yaml:3:46 unused-var a',
      ],
    ],
    [
      'files that only the command names',
      {
        'run.py': '',
        in: '',
        'dvc.yaml': 'stages:\n  a: {cmd: "python ./run.py <in >o; x /etc -k", deps: [in], outs: [o]}',
      },
      ['dvc.yaml:2:7 undeclared-file a'],
    ],
    [
      'files that the command was seen to read',
      {
        ...files,
        'run.sh': '',
        'dvc.yaml': 'stages:\n  a: {cmd: ./run.sh, deps: [in, d], params: [lr], outs: [o]}',
        'd/1': '',
      },
      ['dvc.yaml:2:7 undeclared-file a', 'dvc.yaml:2:7 undeclared-read a', 'dvc.yaml:2:7 undeclared-read a'],
      [],
      ['in', 'd/1', 'params.yaml', 'o', 'run.sh', 'src', 'more.csv'],
    ],
    ['a stage without outputs', { 'dvc.yaml': 'stages:\n  a: {cmd: x}' }, ['dvc.yaml:2:3 no-outputs a']],
    ['a frozen stage', { 'dvc.yaml': stage('frozen: true, outs: [o]') }, ['dvc.yaml:2:15 frozen a']],
    [
      'members of a group, once where they have the same',
      {
        'dvc.yaml': 'stages:\n  g:\n    foreach: [1, 2]\n    do: {cmd: x, deps: [no, "n${item}"], outs: ["o${item}"]}',
      },
      [
        'dvc.yaml:4:18 missing-dependency g',
        'dvc.yaml:4:18 missing-dependency g',
        'dvc.yaml:4:25 missing-dependency g',
      ],
    ],
  ]

  it.each<(typeof cases)[number]>(cases)('%s', (_, given, expected, tracked = [], seen = []) => {
    expect(told(inputOf(given, tracked, seen))).toEqual(expected)
  })

  it('have a case above for every kind of finding', () => {
    const seen = new Set(cases.flatMap(([, , expected]) => expected.map((line) => line.split(' ')[1])))
    expect([...seen].sort()).toEqual(Object.keys(rules).sort())
  })
})
