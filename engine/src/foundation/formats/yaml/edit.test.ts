import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Value } from '../values.ts'
import { editYaml, readYaml, renderYaml } from './index.ts'

const pipeline = `# The pipeline
stages:
  prepare:
    cmd: python prepare.py   # eol
    deps:
      - data.csv
      - "quoted.csv"

  # about training
  train:
    cmd: python train.py
`

function edit(old: string, change: (value: Map<string, Value>) => void): string {
  const value = readYaml(old, 'dvc.yaml') as Map<string, Value>
  change(value)
  return editYaml(old, value, 'dvc.yaml')
}

function stagesOf(value: Map<string, Value>): Map<string, Value> {
  return value.get('stages') as Map<string, Value>
}

describe('editing a pipeline', () => {
  it('normalises indentation and quotes and keeps comments and blank lines', () => {
    expect(edit(pipeline, () => undefined)).toMatchInlineSnapshot(`
      "# The pipeline
      stages:
        prepare:
          cmd: python prepare.py   # eol
          deps:
          - data.csv
          - quoted.csv

        # about training
        train:
          cmd: python train.py
      "
    `)
  })

  it('adds a stage at the end', () => {
    const edited = edit(pipeline, (value) => stagesOf(value).set('report', new Map([['cmd', 'make report']])))
    expect(edited).toMatchInlineSnapshot(`
      "# The pipeline
      stages:
        prepare:
          cmd: python prepare.py   # eol
          deps:
          - data.csv
          - quoted.csv

        # about training
        train:
          cmd: python train.py
        report:
          cmd: make report
      "
    `)
  })

  it('keeps comments that the original tool would lose', () => {
    const old = 'a:\n- - [x]\n  # about nothing\nb: 1\n'
    expect(edit(old, () => undefined)).toBe('a:\n- - [x]\n  # about nothing\nb: 1\n')
  })

  it('keeps the comments of a file that has nothing else', () => {
    expect(editYaml('# to do\n', new Map([['a', 1]]), 'dvc.yaml')).toBe('# to do\na: 1\n')
  })
})

describe('editing a lock file', () => {
  const lock = "schema: '2.0'\nstages:\n  a:\n    cmd: x\n    size: 3\n  b:\n    cmd: y\n"

  it('replaces a stage in its place and appends a new one', () => {
    const edited = edit(lock, (value) => {
      stagesOf(value).set('a', new Map([['cmd', 'z']]))
      stagesOf(value).set('c', new Map([['cmd', 'w']]))
    })
    expect(edited).toBe("schema: '2.0'\nstages:\n  a:\n    cmd: z\n  b:\n    cmd: y\n  c:\n    cmd: w\n")
  })

  it('drops a stage', () => {
    const edited = edit(lock, (value) => stagesOf(value).delete('a'))
    expect(edited).toBe("schema: '2.0'\nstages:\n  b:\n    cmd: y\n")
  })

  it('numbers anchors through the whole file', () => {
    const twice = (): Map<string, Value> => {
      const list: Value[] = [1]
      return new Map<string, Value>([
        ['one', list],
        ['two', list],
      ])
    }
    const edited = edit(lock, (value) => {
      stagesOf(value).set('a', twice())
      stagesOf(value).set('b', twice())
    })
    expect(edited.match(/[&*]id\d+/g)).toEqual(['&id001', '*id001', '&id002', '*id002'])
  })
})

describe('the edited text', () => {
  const anyLeaf = fc.oneof(fc.constantFrom('x', 'y z', '', 'a: b', '1'), fc.integer(), fc.boolean(), fc.constant(null))
  const anyMap = fc
    .dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.oneof(anyLeaf, fc.array(anyLeaf, { maxLength: 3 })), {
      maxKeys: 4,
    })
    .map((entries) => new Map(Object.entries(entries)) as Value)
  const anyFile = fc
    .dictionary(fc.constantFrom('p', 'q', 'r'), fc.oneof(anyMap, anyLeaf), { minKeys: 1 })
    .map((entries) => new Map(Object.entries(entries)) as Value)

  it('holds the new value, whatever the old one was and with or without comments', () => {
    fc.assert(
      fc.property(anyFile, anyFile, fc.boolean(), (old, next, isCommented) => {
        const text = (isCommented ? '# c\n' : '') + renderYaml(old)
        expect(readYaml(editYaml(text, next, 'f'), 'f')).toEqual(next)
      }),
    )
  })

  it('is the same whether the text is spliced or written anew', () => {
    fc.assert(
      fc.property(anyFile, anyFile, (old, next) => {
        const text = renderYaml(old)
        expect(`# c\n${editYaml(text, next, 'f')}`).toBe(editYaml(`# c\n${text}`, next, 'f'))
      }),
    )
  })
})
