import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Value, WholeFloat } from '../../foundation/formats/index.ts'
import { parseFilter } from './parse-filter.ts'

const values = new Map<string, Value>([
  ['metrics.auc', 0.92],
  ['metrics.loss', Number.NaN],
  ['metrics.steps', new WholeFloat(100)],
  ['metrics.rows', 12345678901234567890n],
  ['params.lr', 0.01],
  ['params.epochs', 10],
  ['params.model', 'resnet50'],
  ['params.frozen', true],
  ['params.seed', null],
  ['params.tags', ['fast', 'small']],
  ['params.a b.c', 1],
  ['params.train.yaml:lr', 5],
  ["params.it's", 2],
])

describe('a filter', () => {
  it.each<[string, boolean]>([
    ['metrics.auc > 0.9', true],
    ['metrics.auc > 0.9 and params.lr < 0.01', false],
    ['metrics.auc > 0.9 and params.lr <= 0.01', true],
    ['metrics.auc > 0.95 or params.epochs == 10', true],
    ['not metrics.auc > 0.95', true],
    ['not (metrics.auc > 0.9 or params.lr < 1)', false],
    ['params.lr > 1 and params.lr > 1 or params.epochs == 10', true],
    ['params.epochs == 10 or params.lr > 1 and params.lr > 1', true],
    ['not params.lr > 1 and params.epochs == 10', true],
    ['0.9 < metrics.auc', true],
    ['metrics.auc > params.lr', true],
    ['metrics.steps == 100', true],
    ['params.epochs == 10.0', true],
    ['params.epochs == 1e1', true],
    ['params.epochs >= 1_0', true],
    ['metrics.rows > 1e19', true],
    ['metrics.rows == 12345678901234567890', true],
    ['params.lr > -1', true],
    ['params.lr == .01', true],
    ['metrics.auc < inf', true],
    ['params.model == "resnet50"', true],
    ["params.model != 'vit'", true],
    ['params.model < "s"', true],
    ['params.model ~ /^res/', true],
    ['params.model ~ /NET/', false],
    ['params.model ~ /NET/i', true],
    ['params.model ~ /[/]/ or params.model ~ /a\\/b/', false],
    ['params.epochs ~ /^1/', true],
    ['params.epochs in [5, 10]', true],
    ['params.epochs not in [5, 10]', false],
    ['params.model in ["vit", "resnet50"]', true],
    ['params.model in []', false],
    ['"fast" in params.tags', true],
    ['"slow" in params.tags', false],
    ['params.frozen == true', true],
    ['params.seed == null', true],
    ['params."a b".c == 1', true],
    ["params.'a b'.c == 1", true],
    ['params."train.yaml:lr" == 5', true],
    ['params.train.yaml:lr == 5', true],
    ['params."it\'s" == 2', true],
    ["params.'it\\'s' == 2", true],
  ])('%s', (text, expected) => {
    expect(parseFilter(text).matches(values)).toBe(expected)
  })

  it.each<[string]>([
    ['metrics.f1 > 0'],
    ['metrics.f1 < 0'],
    ['metrics.f1 == 0'],
    ['metrics.f1 != 0'],
    ['metrics.f1 == null'],
    ['metrics.f1 == metrics.f2'],
    ['metrics.f1 in [0]'],
    ['0 in metrics.f1'],
    ['metrics.f1 ~ /x/'],
    ['params.seed > 0'],
    ['params.seed ~ /null/'],
    ['params.model > 5'],
    ['params.frozen == 1'],
    ['params.frozen > 0'],
    ['params.epochs == "10"'],
    ['metrics.loss > 0'],
    ['metrics.loss <= 0'],
    ['metrics.loss == nan'],
    ['"r" in params.model'],
  ])('is false for what is missing, not a number or of another kind: %s', (text) => {
    expect(parseFilter(text).matches(values)).toBe(false)
  })

  it('takes what is missing for not equal only when it is asked the other way round', () => {
    expect(parseFilter('not metrics.f1 == 0').matches(values)).toBe(true)
  })

  it('tells the paths in it', () => {
    expect(parseFilter('metrics.auc > 0 and (params."a b".c < metrics.auc or 1 in params.tags)').paths).toEqual([
      'metrics.auc',
      'params.a b.c',
      'params.tags',
    ])
  })
})

describe('a filter that is not understood', () => {
  it.each<[string, string, string]>([
    ['', 'a value is missing (at character 1)', 'Write what to compare: metrics.auc > 0.9'],
    ['metrics.auc', 'a comparison is missing (at character 12)', 'Compare it: metrics.auc == true'],
    ['metrics.auc >', 'a value is missing (at character 14)', 'Write what to compare: metrics.auc > 0.9'],
    ['metrics.auc = 1', '"=" is no comparison (at character 13)', 'Write "==".'],
    ['metrics.auc > 1 && params.lr > 1', '"&&" is not expected (at character 17)', 'Write "and".'],
    ['metrics.auc > 1 AND params.lr > 1', '"AND" is not expected (at character 17)', 'Write "and".'],
    ['!metrics.auc > 1', '"!" is no value (at character 1)', 'Write "not".'],
    ['params.on == True', '"True" is no value (at character 14)', 'Write "true".'],
    [
      'auc > 1',
      '"auc" is no value (at character 1)',
      'A text stands in quotes: "auc". A name begins with metrics. or params.: params.auc',
    ],
    [
      'params.model == resnet',
      '"resnet" is no value (at character 17)',
      'A text stands in quotes: "resnet". A name begins with metrics. or params.: params.resnet',
    ],
    [
      '0.1 < params.lr < 0.5',
      '"<" is not expected (at character 17)',
      'Compare two values at a time: 0.1 < params.lr and params.lr < 0.5',
    ],
    ['(params.lr > 1', '")" is missing (at character 15)', 'Close the parenthesis.'],
    ['params.lr > 1)', '")" is not expected (at character 14)', 'Join conditions with "and" or "or".'],
    ['params.lr in 5', '"5" stands where "[" should (at character 14)', 'Write a list: params.lr in [0.1, 0.01]'],
    [
      'params.lr in [1 2]',
      '"2" stands where "," should (at character 17)',
      'Write commas between the values, and "]" behind them.',
    ],
    ['params.m ~ "x"', 'a pattern is missing (at character 12)', 'Write it between slashes: params.model ~ /^res/'],
    [
      'params.m ~ /x/g',
      '"g" means nothing behind a pattern (at character 12)',
      'Only "i" may stand there: upper and lower case are one.',
    ],
    ['params.m == "x', '""" is not expected (at character 13)', 'Close the text with ".'],
    [
      'params.m == $x',
      '"$" is not expected (at character 13)',
      'Put names and texts with special characters in quotes.',
    ],
    [
      'params.m == 1 params.n == 2',
      '"params.n" is not expected (at character 15)',
      'Join conditions with "and" or "or".',
    ],
  ])('%s', (text, reason, hint) => {
    const expected = { code: 'usage', message: `The filter is not understood: ${reason}.`, hint }
    expect(() => parseFilter(text)).toThrow(expect.objectContaining(expected))
  })

  it('shows the place', () => {
    expect(() => parseFilter('params.m ~ /(/')).toThrow(
      expect.objectContaining({
        excerpt: 'params.m ~ /(/\n           ^',
        message: expect.stringContaining('"/(/" is no pattern'),
      }),
    )
  })

  it('is refused before it exhausts the stack', () => {
    expect(() => parseFilter(`${'('.repeat(10_000)}params.a == 1`)).toThrow('nested too deeply')
    expect(() => parseFilter(`${'not '.repeat(10_000)}params.a == 1`)).toThrow('nested too deeply')
  })
})

describe('laws', () => {
  const atoms = fc.constantFrom('params.lr < 1', 'metrics.f1 > 0', 'params.epochs in [10]', 'params.model ~ /x/')
  const holds = (text: string) => parseFilter(text).matches(values)

  it('of logic hold', () => {
    fc.assert(
      fc.property(atoms, atoms, atoms, (a, b, c) => {
        expect(holds(`not (${a} and ${b})`)).toBe(holds(`not ${a} or not ${b}`))
        expect(holds(`${a} or ${b} and ${c}`)).toBe(holds(`${a} or (${b} and ${c})`))
      }),
    )
  })

  it('any text is a filter or a failure with a place', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'metrics.auc>=<!~/"\'[](), 019and or not in') }), (text) => {
        try {
          parseFilter(text).matches(values)
        } catch (error) {
          expect(error).toMatchObject({ code: 'usage', excerpt: expect.stringContaining('^') })
        }
      }),
    )
  })
})
