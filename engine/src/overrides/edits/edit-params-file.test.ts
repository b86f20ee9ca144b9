import { describe, expect, it } from 'vitest'
import { parseOverrides } from '../grammar/parse-override.ts'
import { editParamsFile } from './edit-params-file.ts'

const written = `# what we train with
model: 'resnet'   # or "vit"
lr:  0.1          # learning rate

# the data
data:
    path: "raw.csv"
    columns: [a,  'b', "c"]   # in this order
    split: {train: 0.8, test: 0.2}
    name: \${model}-\${lr}
# end of data
layers:
  - 64
  - 'tanh'
`

describe('editing a YAML file that a person wrote', () => {
  it.each([
    [['lr=0.5'], '- lr:  0.1          # learning rate\n+ lr:  0.5          # learning rate'],
    [['model=vit'], `- model: 'resnet'   # or "vit"\n+ model: 'vit'   # or "vit"`],
    [
      ['data.columns.1=x'],
      `-     columns: [a,  'b', "c"]   # in this order\n+     columns: [a,  'x', "c"]   # in this order`,
    ],
    [['data.columns=[a]'], `-     columns: [a,  'b', "c"]   # in this order\n+     columns: [a]   # in this order`],
    [['+data.split.val=0'], '-     split: {train: 0.8, test: 0.2}\n+     split: {train: 0.8, test: 0.2, val: 0}'],
    [['+data.seed=1'], '+     seed: 1'],
    [['~data.path'], '-     path: "raw.csv"'],
    [['layers=[32]'], `-   - 64\n-   - 'tanh'\n+   - 32`],
    [['lr=null'], '- lr:  0.1          # learning rate\n+ lr:          # learning rate'],
    [['lr={a: 1}'], '- lr:  0.1          # learning rate\n+ lr:          # learning rate\n+   a: 1'],
    [['+new.deep=[1]'], '+ new:\n+   deep:\n+   - 1'],
    [["layers.1='it\"s'"], `-   - 'tanh'\n+   - 'it"s'`],
  ])('%j changes nothing else', (overrides, difference) => {
    expect(lineDifference(written, edited('params.yaml', written, overrides).text)).toBe(difference)
  })

  it('leaves what refers to a changed value as a reference', () => {
    expect(edited('params.yaml', written, ['lr=0.5']).text).toContain('name: ${model}-${lr}')
  })

  it('resolves references that an override brings', () => {
    expect(edited('params.yaml', written, ['+best=${data.name}']).text).toContain('best: resnet-0.1')
  })

  it('keeps the comment of a file that holds nothing else', () => {
    expect(edited('params.yaml', '# empty yet\n', ['+a=1']).text).toBe('# empty yet\na: 1\n')
  })

  it.each(['null', 'false', '0', '0.0', '""', '[]'])(
    'takes %s, which Python takes for false, for a file without keys',
    (text) => {
      expect(edited('params.json', text, ['+a=1']).text).toBe('{"a": 1}')
    },
  )

  it.each(['1', '"a"', '[1]'])('refuses to set anything in %s', (text) => {
    expect(() => edited('params.json', text, ['+a=1'])).toThrow('"params.json" holds no keys')
  })

  it('changes an alias without its anchor', () => {
    expect(edited('params.yaml', 'a: &k {x: 1}\nb: *k\n', ['b.x=2']).text).toBe('a: {x: 1}\nb:\n  x: 2\n')
  })

  it('takes away the last key of a mapping', () => {
    expect(edited('params.yaml', 'a: 1 # one\nb: # note\n    x: 1\n', ['~b.x']).text).toBe('a: 1 # one\nb: {}\n')
  })
})

describe('editing other params files', () => {
  it('keeps comments and layout of TOML', () => {
    const text = "# top\ntitle = 'x' # c\n\n# sec\n[train]\nlr = 1_000\nopts = { a = 1 }\n\n[last]\nz = 1\n"
    const result = edited('p.toml', text, [
      'title=y',
      '+train.new=[1,a]',
      '+train.opts.b=2',
      '+fresh.k=1',
      '~last.z',
    ]).text
    expect(result).toBe(
      '# top\ntitle = "y" # c\n\n# sec\n[train]\nlr = 1_000\nopts = { a = 1, b = 2 }\nnew = [1, "a"]\n\n[last]\n\n[fresh]\nk = 1\n',
    )
  })

  it('sets texts, tuples and entries of dicts in Python, which DVC leaves as they are', () => {
    const text = 'NAME = "a"\nSIZE=(1, 2)\nD = {"q": 1, "r": "x"}  # d\nclass A:\n    y = \'s\'\n'
    const result = edited('p.py', text, ['NAME=b', 'SIZE=[3]', 'D.r=z', "A.y='it\\'s'"]).text
    expect(result).toBe(
      'NAME = "b"\nSIZE=(3,)\nD = {"q": 1, "r": \'z\'}  # d\nclass A:\n    y = "it\'s"\n'.replace("'z'", '"z"'),
    )
  })

  it('adds no code to Python', () => {
    expect(() => edited('p.py', 'A = 1\n', ['+B=2'])).toThrow(
      '"p.py" is code: values can be changed in it, but no keys added or removed.',
    )
  })

  it('writes JSON as DVC does, unless nothing changes', () => {
    expect(edited('p.json', '{\n "a": 1\n}\n', ['a=2']).text).toBe('{"a": 2}')
    expect(edited('p.json', '{\n "a": 1\n}\n', ['a=1']).text).toBe('{\n "a": 1\n}\n')
  })

  it('makes a file that is not there', () => {
    expect(edited('new.yaml', undefined, ['+a.b=1']).text).toBe('a:\n  b: 1\n')
  })
})

describe('files that would grow without end', () => {
  it('are refused', () => {
    const anchors = Array.from(
      { length: 60 },
      (_, i) => `a${i}: &a${i} [${i === 0 ? 'x' : `*a${i - 1}, *a${i - 1}`}]\n`,
    ).join('')
    expect(() => edited('params.yaml', anchors, ['+z=1'])).toThrow('once its aliases are followed')
    const texts = Array.from({ length: 60 }, (_, i) => `a${i}: \${a${i + 1}}\${a${i + 1}}\n`).join('')
    expect(() => edited('params.yaml', `${texts}a60: x\n`, ['+z=${a0}'])).toThrow('its references grow without end')
    expect(() => edited('p.json', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, ['+z=1'])).toThrow(
      'nested too deeply',
    )
  })
})

describe('what has changed', () => {
  it('is told with the value before and after', () => {
    expect(edited('params.yaml', 'a: 1\nb:\n  c: x\nl: [1]\n', ['a=1.5', '~b.c', '+d=y', 'l.0=2']).changes).toEqual([
      { key: 'a', before: 1, after: 1.5 },
      { key: 'b.c', before: 'x', after: undefined },
      { key: 'l', before: [1], after: [2] },
      { key: 'd', before: undefined, after: 'y' },
    ])
  })
})

describe('overrides that do not fit', () => {
  it.each([
    [
      'other=9',
      'Could not override \'other\': "params.yaml" has no such key.',
      'To append to your config use +other=9',
    ],
    [
      '+a=9',
      "Could not append to config. An item is already at 'a'.",
      "Either remove + prefix: 'a=9', or add a second +: '++a=9'",
    ],
    ['~z', 'Could not delete \'z\' from "params.yaml": there is no such key.', undefined],
    ['~a=2', "Could not delete 'a': its value is 1 and not 2.", undefined],
    ['~l.0', '"~l.0" would delete an item of a list.', 'Set the whole list: l=[…]'],
    ['l.7=1', 'Could not apply \'l.7=1\' to "params.yaml": the list has no item 7.', undefined],
    ['l.x=1', 'Could not apply \'l.x=1\' to "params.yaml": "x" is no place in a list.', undefined],
    ['l={a: 1}', 'Could not apply \'l={a: 1}\' to "params.yaml": a list and a mapping cannot be merged.', undefined],
    ['a@b=1', '"a@b=1" looks like a config group, but there is no group "a".', undefined],
    ['a=1,2', '"a=1,2" is a sweep, which stands for several values.', undefined],
    ['a=???', '"???" for \'a\' stands for a value that is yet to be given.', undefined],
    ['a=${zz}', '"${zz}" for \'a\' has no value: "${zz}" leads to nothing.', undefined],
    ['a=${a}', '"${a}" for \'a\' has no value: the references at "a" go round in a circle.', undefined],
    [
      'a="${now:%Y}"',
      '"${now:%Y}" for \'a\' has no value: "${now:…}" is not done here, only oc.env, oc.select and oc.decode.',
      undefined,
    ],
  ])('%s', (override, message, hint) => {
    const expected = expect.objectContaining({
      code: 'override-invalid',
      message: `Invalid \`--set-param\` value: ${message}`,
      hint,
    })
    expect(() => edited('params.yaml', 'a: 1\nl: [1]\n', [override])).toThrow(expected)
  })
})

function edited(file: string, text: string | undefined, overrides: readonly string[]) {
  return editParamsFile({ file, text, overrides: parseOverrides(overrides, () => 0), environment: () => undefined })
}

/** The lines that differ, as `diff` shows them. */
function lineDifference(before: string, after: string): string {
  const [old, next] = [before.split('\n'), after.split('\n')]
  let start = 0
  while (old[start] === next[start]) start++
  let end = 0
  while (old.at(-1 - end) === next.at(-1 - end) && start + end < Math.min(old.length, next.length)) end++
  const lines = (all: string[], sign: string) => all.slice(start, all.length - end).map((line) => `${sign} ${line}`)
  return [...lines(old, '-'), ...lines(next, '+')].join('\n')
}
