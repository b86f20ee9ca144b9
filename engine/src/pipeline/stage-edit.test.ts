import { describe, expect, it } from 'vitest'
import type { RepoPath } from '../foundation/base/index.ts'
import { readDefinition, type Stage } from './definition/index.ts'
import { type NewStageRequest, newStage, type RequestedOutput } from './new-stage.ts'
import { removeStage, writeStage } from './stage-edit.ts'
import { joinCommandWords, parseParamsOptions } from './stage-options.ts'

const here = '' as RepoPath
const output = (path: string, kind: RequestedOutput['kind'] = 'outs', isCached = true, isPersistent = false) => ({
  path,
  kind,
  isCached,
  isPersistent,
})

function asked(request: Partial<NewStageRequest>, before?: Stage): Stage {
  return newStage({ name: 's', cmd: 'echo', directory: here, root: '/project', ...request }, before)
}

const stagesIn = (text: string) =>
  new Map(
    readDefinition(text, 'dvc.yaml' as RepoPath, { readVars: () => ({ kind: 'missing' }) }).stages.map((stage) => [
      stage.name,
      stage,
    ]),
  )

// Texts as DVC 3.67 writes them.
describe('a new stage', () => {
  it('begins a file, its fields in order and its paths sorted', () => {
    const stage = asked({
      name: 'one',
      cmd: joinCommandWords(['python', 'train.py', 'a b', '']),
      deps: ['b', 'a'],
      params: parseParamsOptions(['lr,epochs', 'other.yaml:x,a', 'whole.json:']),
      outs: [
        output('pers', 'outs', true, true),
        output('m.json', 'metrics', false),
        output('p.csv', 'plots'),
        output('q.csv', 'plots', false),
        output('nocache', 'outs', false),
        output('out'),
      ],
      desc: 'my desc',
    })
    expect(writeStage(undefined, stage)).toBe(
      `stages:
  one:
    desc: my desc
    cmd: python train.py "a b" ""
    deps:
    - a
    - b
    params:
    - epochs
    - lr
    - other.yaml:
      - a
      - x
    - whole.json:
    outs:
    - nocache:
        cache: false
    - out
    - pers:
        persist: true
    metrics:
    - m.json:
        cache: false
    plots:
    - p.csv
    - q.csv:
        cache: false
`,
    )
  })

  it('comes last among the stages; the rest stays', () => {
    const before = '# mine\nstages:\n  a:\n    cmd: x # why\nmetrics:\n- m.json\n'
    const stage = asked({ wdir: 'sub', deps: ['../b'], params: parseParamsOptions(['params.yaml:']) })
    expect(writeStage(before, stage)).toBe(
      '# mine\nstages:\n  a:\n    cmd: x # why\n  s:\n    cmd: echo\n    wdir: sub\n    deps:\n    - ../b\n    params:\n    - params.yaml:\nmetrics:\n- m.json\n',
    )
  })

  it('starts a list of stages in a file without one', () => {
    expect(writeStage('metrics:\n- m.json\n', asked({}))).toBe('metrics:\n- m.json\nstages:\n  s:\n    cmd: echo\n')
  })

  it('takes the place of one with its name only by force, and keeps what was said about it', () => {
    const before = `stages:
  two: # eol
    # inside
    desc: keep me
    cmd: echo  "old"
    deps: [z] # flow
    outs:
    - o2:
        cache: false
        desc: out desc
        push: false
        remote: r1
    frozen: true
    meta:
      k: v   # c
`
    const stage = asked(
      { name: 'two', cmd: 'echo new', deps: ['y', 'z'], outs: [output('o2')], desc: 'new', isAlwaysChanged: true },
      stagesIn(before).get('two'),
    )
    expect(() => writeStage(before, stage)).toThrow("Stage 'two' already exists in 'dvc.yaml'.")
    expect(writeStage(before, stage, { force: true })).toBe(`stages:
  two: # eol
    # inside
    desc: keep me
    cmd: echo new
    deps: [y, z] # flow
    outs:
    - o2:
        desc: out desc
        push: false
        remote: r1
    meta:
      k: v   # c
    always_changed: true
`)
  })

  it.each<[string, Partial<NewStageRequest>, string]>([
    ['no command', { cmd: '' }, 'command is not specified'],
    ['no name', { name: '' }, 'Stage name cannot contain punctuation characters.'],
    ['a dot in its name', { name: 'a.b' }, 'Stage name cannot contain punctuation characters.'],
    [
      'an output that it reads',
      { deps: ['a'], outs: [output('./a')] },
      "'/project/a' is specified as an output and as a dependency.",
    ],
    [
      'an output that is its params file',
      { params: parseParamsOptions(['lr']), outs: [output('params.yaml')] },
      "'/project/params.yaml' is specified as an output and as a dependency.",
    ],
    ['a dependency twice', { deps: ['a', './a'] }, "file '/project/a' is specified more than once."],
    [
      'a cached output elsewhere',
      { outs: [output('/tmp/x'), output('../y')] },
      'Cached output(s) outside of DVC project: /tmp/x, ../y.',
    ],
  ])('is refused with %s', (_, request, message) => {
    expect(() => asked(request)).toThrow(message)
  })

  it('may have letters of all languages, digits, _ and - in its name', () => {
    expect(asked({ name: 'Größe_2-b c' }).name).toBe('Größe_2-b c')
  })

  it('in a folder starts there', () => {
    expect(asked({ directory: 'sub' as RepoPath, deps: ['a'] })).toMatchObject({
      address: 'sub/dvc.yaml:s',
      wdir: 'sub',
      deps: [{ path: 'sub/a' }],
    })
  })
})

describe('words of a command', () => {
  it.each([
    [['echo a'], 'echo a'],
    [['echo', 'a b'], 'echo "a b"'],
    [['echo', '"a b"', ''], 'echo "a b" ""'],
    [[], ''],
  ])('%j are kept as %j', (words, text) => {
    expect(joinCommandWords(words)).toBe(text)
  })
})

describe('params options', () => {
  it.each([
    [['a,b', 'c'], [{ file: 'params.yaml', keys: ['a', 'b', 'c'] }]],
    [['f.yaml:a', 'f.yaml:b'], [{ file: 'f.yaml', keys: ['a', 'b'] }]],
    [
      ['C:/f.yaml:a', 'g.json:'],
      [
        { file: 'C:/f.yaml', keys: ['a'] },
        { file: 'g.json', keys: [] },
      ],
    ],
  ])('%j', (options, expected) => {
    expect(parseParamsOptions(options)).toEqual(expected)
  })
})

describe('removing a stage', () => {
  it('leaves the others and their comments', () => {
    const text = 'stages:\n  a:\n    cmd: x # why\n  b:\n    cmd: y\n'
    expect(removeStage(text, 'dvc.yaml' as RepoPath, 'b')).toBe('stages:\n  a:\n    cmd: x # why\n')
    expect(removeStage(text, 'dvc.yaml' as RepoPath, 'c')).toBe(text)
  })

  it('takes the file along with the last one', () => {
    expect(removeStage('stages:\n  a:\n    cmd: x\nmetrics: [m]\n', 'dvc.yaml' as RepoPath, 'a')).toBeUndefined()
  })
})
