import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Failure } from '../../base/index.ts'
import { Timestamp, type Value, WholeFloat } from '../values.ts'
import { construct } from './construct.ts'
import { readFast, readFastValue } from './fast-reader.ts'
import { readYaml, readYamlWithPositions, renderYaml } from './index.ts'
import { withTree } from './read.ts'

function read(text: string): Value {
  return readYaml(text, 'x.yaml')
}

function tree(text: string): Value {
  const root = withTree(text, 'x', (document) => document.root)
  return root ? construct(root) : null
}

function failure(text: string): Failure {
  try {
    read(text)
  } catch (error) {
    if (error instanceof Failure) return error
  }
  throw new Error('it was read')
}

describe('a plain scalar', () => {
  it.each<[string, Value]>([
    ['true', true],
    ['FALSE', false],
    ['yes', 'yes'],
    ['~', null],
    ['Null', null],
    ['010', 10],
    ['0o10', 8],
    ['0x1F', 31],
    ['-0b11', -3],
    ['1_000', 1000],
    ['9007199254740993', 9007199254740993n],
    ['1.50', 1.5],
    ['1e5', new WholeFloat(1e5)],
    ['.5', 0.5],
    ['.1e2', '.1e2'],
    ['-.inf', Number.NEGATIVE_INFINITY],
    ['.NaN', Number.NaN],
    ['NaN', 'NaN'],
    ['1:30', '1:30'],
    ['12e03', new WholeFloat(12000)],
    ['2020-01-01', new Timestamp('2020-01-01')],
    ['a b#c', 'a b#c'],
    ['@x', 'error'],
  ])('%s', (text, value) => {
    if (value === 'error') expect(() => read(`a: ${text}\n`)).toThrow(Failure)
    else expect(read(`a: ${text}\n`)).toEqual(new Map([['a', value]]))
  })
})

describe('a document', () => {
  it('that is empty, or holds what Python takes for false, is an empty mapping', () => {
    for (const text of ['', '\n', '# nothing\n', '---\n', '[]\n', '0\n', '""\n', 'false'])
      expect(read(text)).toEqual(new Map())
  })

  it('takes in what "<<" names, and its own keys go first', () => {
    const text = 'base: &b {x: 1, y: 2}\nused:\n  <<: *b\n  y: 3\n'
    expect((read(text) as Map<string, Value>).get('used')).toEqual(new Map(Object.entries({ x: 1, y: 3 })))
  })

  it('gives one object for an anchor and its aliases', () => {
    const map = read('a: &x [1]\nb: *x\n') as Map<string, Value>
    expect(map.get('a')).toBe(map.get('b'))
  })
})

describe('the fast reader', () => {
  it.each([
    'a: 1 # comment\n',
    'a: &x 1\n',
    'a: [1]\n',
    'a: |\n  x\n',
    'a: b: c\n',
    'a: 1\na: 2\n',
    'a: 1\n\nb: 2\n',
    'a: 1\n  b: 2\n',
    '- a\n b: 1\n',
    'a:\tb\n',
    '<<: {}\n',
    '--- a\n',
    'null: 1\n',
    'a: "x" y\n',
    "a: 'x\n",
    '? a\n',
  ])('leaves %j to the full one', (text) => {
    expect(readFast(text)).toBeUndefined()
  })

  it('reads whatever is written without comments, as the full one does', () => {
    fc.assert(
      fc.property(anyDocument, (value) => {
        const text = renderYaml(value)
        const fast = readFast(text)
        if (fast) expect(fast.value).toEqual(tree(text))
      }),
    )
  })
})

describe('the fast reader of values', () => {
  it.each([
    ['# c\na: 1 # c\n\nb:  # c\n  # c\n  - x#y   \n', { a: 1, b: ['x#y'] }],
    ['a: [1, b c, 2.5]', { a: [1, 'b c', 2.5] }],
  ])('reads %j', (text, value) => {
    expect(readFastValue(text)).toEqual(new Map(Object.entries(value)))
  })

  it.each([
    "a: 'x # y'\n",
    "a: 'x\n\n  y'\n",
    'a: |\n  x\n\n  # y\n',
    'a: x\n  # c\n  y\n',
    'a: x\n\n  y\n',
    'a: [x: 1]\n',
    'a: [x, [y]]\n',
    'a: [x,\n  y]\n',
    'a: [x, ]\n',
    '--- # c\na: 1\n',
    'a: 1\n... # c\n',
  ])('leaves %j to the full one', (text) => {
    expect(readFastValue(text)).toBeUndefined()
  })

  it('reads whatever it reads as the full one does', () => {
    const piece = fc.constantFrom(
      'a',
      'b:',
      ' ',
      '\n',
      '  ',
      '- ',
      '# c',
      ' #',
      "'",
      '"',
      '[',
      ']',
      ',',
      '1',
      '|',
      ': ',
      '\n  ',
      '...',
      '---',
      '!x',
      '&y ',
      '*y',
      'null',
      '?',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const text = pieces.join('')
        const fast = readFastValue(text)
        if (fast !== undefined) expect(fast).toEqual(tree(text))
      }),
      { numRuns: 2000 },
    )
  })
})

describe('writing and reading', () => {
  it('gives the same value back', () => {
    fc.assert(
      fc.property(anyDocument, (value) => {
        expect(read(renderYaml(value))).toEqual(value)
      }),
    )
  })
})

const anyScalar = fc.oneof(
  fc.string(),
  fc.string({ unit: fc.constantFrom('a', ' ', ':', '#', '-', "'", '"', '\n', '\\', '1', '.', 'é', '😀', '\t') }),
  // Two blanks where a long plain text is folded become one in ruamel.yaml itself.
  fc
    .string({ minLength: 60, maxLength: 200, unit: fc.constantFrom('a', 'b', ' ', "'", '"', '-', ':') })
    .map((text) => text.replaceAll(/ {2,}/g, ' ')),
  fc.integer(),
  fc.bigInt({ min: 2n ** 53n }),
  fc.double().filter((value) => !Number.isInteger(value)),
  fc.boolean(),
  fc.constant(null),
  fc.constant(new WholeFloat(1e20)),
)
const { value: anyValue } = fc.letrec<{ value: Value; map: Value }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    anyScalar,
    fc.array(tie('value'), { maxLength: 4 }),
    tie('map'),
  ),
  map: fc
    .dictionary(fc.string({ maxLength: 20 }), tie('value'), { maxKeys: 4 })
    .map((entries) => new Map(Object.entries(entries)) as Value),
}))
const anyDocument = fc
  .array(fc.tuple(fc.string({ minLength: 1, maxLength: 12 }), anyValue), { minLength: 1, maxLength: 4 })
  .map((entries) => new Map(entries) as Value)

describe('a file that is no YAML', () => {
  it('says where the trouble is and shows the lines', () => {
    const { code, message, excerpt } = failure('outs:\n- path: a\n  md5: b: c\n')
    expect({ code, message, excerpt }).toMatchInlineSnapshot(`
      {
        "code": "file-format",
        "excerpt": "a mapping value cannot stand here, line 3, column 9
        1 | outs:
        2 | - path: a
      > 3 |   md5: b: c
          |         ^
        4 | ",
        "message": "'x.yaml' is invalid.",
      }
    `)
  })

  it('is suspected of a merge conflict when it has its marks', () => {
    const text = 'outs:\n<<<<<<< HEAD\n- path: a\n=======\n- path: b\n>>>>>>> other\n'
    expect(failure(text).message).toBe("'x.yaml' is invalid (possible merge conflicts).")
  })

  it.each([
    ['a: 1\na: 2\n', 'the key "a" stands here twice, line 2, column 1'],
    ['a: 1\n---\nb: 2\n', 'more than one document in the file, or text that belongs nowhere, line 2, column 1'],
    ['a:\n\t- 1\n', 'a tab cannot be used for indentation, line 2, column 1'],
    ['a: *x\n', 'there is no anchor "&x" before this, line 1, column 4'],
    ['a: [1, 2\n', 'expected "," or "]", line 2, column 1'],
    ['a: "x\n', 'the quoted text does not end, line 1, column 4'],
    ['a: !x 1\n', 'the tag "!x" is not known, line 1, column 4'],
    ['a: "\\q"\n', 'unknown escape "\\q", line 1, column 5'],
    ['a: \x01\n', 'a character that YAML does not allow, line 1, column 4'],
    ['? [1]\n: 2\n', 'a list or a mapping cannot be a key here, line 1, column 3'],
  ])('%j', (text, reason) => {
    expect(failure(text).excerpt?.split('\n')[0]).toBe(reason)
  })
})

describe('the position', () => {
  const { positionOf } = readYamlWithPositions('# c\nouts:\n- md5: x\n  foo: 1\n- path: [a, b]\n', 'x.yaml')

  it.each<[(string | number)[], number, number]>([
    [[], 2, 1],
    [['outs'], 2, 1],
    [['outs', 0], 3, 3],
    [['outs', 0, 'foo'], 4, 3],
    [['outs', 1, 'path', 1], 5, 13],
    [['outs', 1, 'none', 'below'], 5, 3],
  ])('of %j is line %i, column %i', (path, line, column) => {
    expect(positionOf(path)).toEqual({ line, column })
  })
})
