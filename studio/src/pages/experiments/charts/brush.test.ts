import { describe, expect, it } from 'vitest'
import { type Brush, brushWord, conditionOf, filterName, isWithin, parseBrush, withSpan } from './brush.ts'

describe('parts of axes in an address', () => {
  it.each<[string, Brush]>([
    ['params:p.yaml:lr@0.01..0.1', new Map([['params:p.yaml:lr', { from: 0.01, to: 0.1 }]])],
    ['metrics:m.json:auc@0.9..', new Map([['metrics:m.json:auc', { from: 0.9, to: undefined }]])],
    ['metrics:m.json:loss@..-2e-7', new Map([['metrics:m.json:loss', { from: undefined, to: -2e-7 }]])],
    ['params:p.yaml:a%2Cb%40c@1..2', new Map([['params:p.yaml:a,b@c', { from: 1, to: 2 }]])],
  ])('%s', (word, brush) => {
    expect(parseBrush(word)).toEqual(brush)
    expect(brushWord(brush)).toBe(word)
  })

  it.each([undefined, '', 'x', 'x@..', 'x@a..b', '@1..2'])('none in %j', (word) => {
    expect(parseBrush(word).size).toBe(0)
  })

  it('have both ends in them, and nothing that is no number', () => {
    const span = { from: 1, to: 2 }
    expect([0.9, 1, 2, 2.1, null, 'a', undefined].map((value) => isWithin(span, value))).toEqual([
      false,
      true,
      true,
      false,
      false,
      false,
      false,
    ])
  })

  it('are a condition of the filter', () => {
    const brush = withSpan(parseBrush('m:auc@0.9..'), 'p:lr', { from: 1, to: 2 })
    expect(conditionOf(brush, (id) => id.slice(2))).toBe('auc >= 0.9 and lr >= 1 and lr <= 2')
    expect(brushWord(withSpan(brush, 'm:auc', undefined))).toBe('p:lr@1..2')
  })

  it.each([
    ['params', 'train.lr', 'params.train.lr'],
    ['metrics', 'm.json:größe', 'metrics.m.json:größe'],
    ['params', 'odd name', 'params."odd name"'],
  ])('call a column of %s %j %s', (kind, name, called) => {
    expect(filterName(kind, name)).toBe(called)
  })
})
