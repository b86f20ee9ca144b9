import { describe, expect, it } from 'vitest'
import { Failure, type RepoPath } from '../../foundation/base/index.ts'
import { examineDefinition } from './examine-definition.ts'
import { mayMakeOf } from './output-patterns.ts'
import { readDefinition } from './read-definition.ts'
import { varsFileOf } from './vars-file.ts'

const sources = {
  readVars: (path: RepoPath) => varsFileOf(path === 'params.yaml' ? 'lr: 0.1\nsizes: [1, 2]\n' : undefined),
}
const examine = (text: string) => examineDefinition(text, 'dvc.yaml' as RepoPath, sources)

function failureOf(text: string): Failure {
  try {
    readDefinition(text, 'dvc.yaml' as RepoPath, sources)
  } catch (error) {
    if (error instanceof Failure) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

/** The mistakes with their lines and columns, part by part. */
const told = (text: string) =>
  examine(text).broken.map(({ extent, name, mistakes }) => [
    `${extent} ${name}`.trim(),
    ...mistakes.map(({ message, place }) => `${place?.line}:${place?.column} ${message.replaceAll('\n', ' | ')}`),
  ])

const many = `vars:
- k: 1
stages:
  good:
    cmd: echo \${lr}
  typo:
    run: echo
    deps: [1]
  lost:
    cmd: echo \${aa} \${lr} \${bb}
    deps:
    - \${cc}
    - dvc.yaml
  each:
    foreach: [1, 2]
    do:
      cmd: echo \${item} \${dd}
  over:
    foreach: \${ee}
    do:
      cmd: echo
  wrong:
    cmd: echo
    deps: [x.dvc]
    plots:
    - p: [{x: a}]
  two:
    cmd:
    - echo \${}
    - echo \${aa}
metrics:
- \${ff}
`

describe('the mistakes of a dvc.yaml', () => {
  it('are all found, each where it stands', () => {
    expect(told(many)).toEqual([
      [
        'stage typo',
        '7:5 extra keys not allowed, in stages -> typo -> run',
        '8:12 expected str, in stages -> typo -> deps -> 0',
        '6:3 required key not provided, in stages -> typo -> cmd',
      ],
      ['stage over', "19:5 failed to parse 'stages.over.foreach' in 'dvc.yaml': Could not find 'ee'"],
      [
        'stage lost',
        "10:15 failed to parse 'stages.lost.cmd' in 'dvc.yaml': Could not find 'aa'",
        "10:27 failed to parse 'stages.lost.cmd' in 'dvc.yaml': Could not find 'bb'",
        "12:7 failed to parse 'stages.lost.deps' in 'dvc.yaml': Could not find 'cc'",
      ],
      ['stage each', "17:25 failed to parse 'stages.each@1.cmd' in 'dvc.yaml': Could not find 'dd'"],
      [
        'stage wrong',
        "24:12 DVC file 'x.dvc' cannot be a dependency.",
        "25:5 Multiple plots per data file not supported: 'p' has a list.",
      ],
      [
        'stage two',
        "29:12 failed to parse 'stages.two.cmd' in 'dvc.yaml': | ${} |   ^ | ParseException: Expected !W:(.[]), found '}'  (at char 2), (line:1, col:3)",
        "30:12 failed to parse 'stages.two.cmd' in 'dvc.yaml': Could not find 'aa'",
      ],
      ['list metrics', "32:3 failed to parse 'metrics.0' in 'dvc.yaml': Could not find 'ff'"],
    ])
  })

  it('leave the other stages as they are', () => {
    expect(examine(many).definition.stages.map(({ name, cmd }) => [name, cmd])).toEqual([['good', 'echo 0.1']])
  })

  it('are told together, first those of shape, with what DVC says of the first in the first line', () => {
    const failure = failureOf(many)
    expect([failure.code, failure.message]).toEqual(['stage-invalid', "'./dvc.yaml' validation failed: 3 errors."])
    expect(failure.excerpt).toContain('extra keys not allowed, in stages -> typo -> run, line 7, column 5')
    expect(failure.excerpt).toContain('dvc.yaml, line 32, column 3')
    expect(failure.hint).toBe('Correct "dvc.yaml". It has 13 mistakes.')
  })

  it('begin with that of an expression, if the shape is right', () => {
    const failure = failureOf('stages:\n  a: {cmd: "x ${p}"}\n  b: {cmd: "x ${q}"}\n')
    expect(failure.code).toBe('interpolation')
    expect(failure.message).toBe("failed to parse 'stages.a.cmd' in 'dvc.yaml': Could not find 'p'")
    expect(failure.excerpt).toMatchInlineSnapshot(`
      "dvc.yaml, line 2, column 15
        1 | stages:
      > 2 |   a: {cmd: "x \${p}"}
          |               ^
        3 |   b: {cmd: "x \${q}"}
        4 | 

      failed to parse 'stages.b.cmd' in 'dvc.yaml': Could not find 'q'
      dvc.yaml, line 3, column 15
        1 | stages:
        2 |   a: {cmd: "x \${p}"}
      > 3 |   b: {cmd: "x \${q}"}
          |               ^
        4 | "
    `)
  })

  it('are no more than twenty in a message', () => {
    const stages = Array.from({ length: 25 }, (_, i) => `  s${i}: {cmd: "\${x${i}}"}`).join('\n')
    expect(failureOf(`stages:\n${stages}\n`).excerpt).toMatch(/5 more; to see all: sterna check$/)
  })

  it.each([
    ['no YAML', 'stages: [', ['file', expect.stringContaining("'./dvc.yaml' is invalid")]],
    ['no mapping', '- a', ['file', expect.stringContaining('expected a dictionary')]],
    [
      'vars that are not there, and some that are there already',
      'vars: [no.yaml, {lr: 1}]\nstages: {a: {cmd: x}}',
      ['file', expect.stringContaining("1:8 failed to parse 'vars'"), expect.stringContaining("cannot redefine 'lr'")],
    ],
    ['a name with @', 'stages: {a@b: {cmd: x}}', ['stage a@b', "1:10 Stage 'a@b' not found inside 'dvc.yaml' file"]],
    ['an unknown key at the top', 'zz: 1', ['list zz', '1:1 extra keys not allowed, in zz']],
  ])('%s', (_, text, expected) => {
    expect(told(text)).toEqual([expected])
  })
})

describe('what a broken stage may make', () => {
  const fields = (text: string) => examine(`stages: {s: ${text}}`).broken[0]!
  it.each<[string, string, boolean, boolean]>([
    ['{cmd: "${x}", outs: [a]}', 'a', true, true],
    ['{cmd: "${x}", outs: [a]}', 'a/b', true, true],
    ['{cmd: "${x}", outs: [a/b]}', 'a', false, true],
    ['{cmd: "${x}", outs: [a]}', 'ab', true, false],
    ['{cmd: "${x}", wdir: w, metrics: [{m: {cache: false}}]}', 'w/m', true, true],
    ['{cmd: x, outs: ["a_${x}.txt"]}', 'a_1.txt', true, true],
    ['{cmd: x, outs: ["a_${x}.txt"]}', 'a_1.csv', true, false],
    ['{cmd: x, outs: ["a/${x}/c"]}', 'a/b', false, true],
    ['{cmd: x, outs: ["a/${x}/c"]}', 'a/b', true, false],
    ['{cmd: x, wdir: "../${x}", outs: [a]}', 'anything', true, true],
    ['{cmd: x, outs: a}', 'anything', true, true],
    ['{foreach: "${x}", do: {cmd: x, outs: ["o${item}"]}}', 'o1', true, true],
    ['{foreach: "${x}", do: {cmd: x, outs: ["o${item}"]}}', 'p1', true, false],
    ['{run: x}', 'anything', true, false],
  ])('%s: %s', (text, path, isFile, expected) => {
    expect(fields(text).mayMake(path, isFile)).toBe(expected)
  })

  it('can only be guessed where nothing can be read', () => {
    const { mayMake } = examine('stages:\n  s: {outs: [model.bin').broken[0]!
    expect([mayMake('model.bin', true), mayMake('raw.csv', true)]).toEqual([true, false])
    expect(examine('stages:\n  s: {outs: [${x}').broken[0]!.mayMake('raw.csv', true)).toBe(true)
    expect(mayMakeOf(undefined, '' as RepoPath)('x', true)).toBe(true)
  })
})
