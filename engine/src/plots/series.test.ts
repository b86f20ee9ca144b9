import { describe, expect, it } from 'vitest'
import { readJson, type Value, type ValueMap } from '../foundation/formats/index.ts'
import { axesOf } from './axes.ts'
import { rowsJson, type SourceKey } from './rows-json.ts'
import { seriesOf } from './series.ts'
import { dataOfValue, type PlotData } from './table.ts'

const value = (text: string): Value => readJson(text, 'test')

/** The rows and axes of a plot `f`, or why there are none. */
function plot(files: Record<string, string>, properties = '{}', keys: SourceKey[] = ['filename', 'field']) {
  const data = new Map<string, PlotData>(Object.entries(files).map(([name, text]) => [name, dataOfValue(value(text))]))
  const axes = axesOf('f', value(properties) as ValueMap, data)
  const rows = rowsJson(seriesOf(axes, data, 'r'), keys).text
  return { rows, x: axes.x, y: axes.y, xLabel: axes.xLabel, yLabel: axes.yLabel }
}

describe('rows of a plot', () => {
  it('are counted if no field is named, and show the last one', () => {
    expect(plot({ f: '[{"a": 1, "b": 2.0}, {"a": 3, "b": 4}]' }, '{}', [])).toEqual({
      rows: '[{"a": 1, "b": 2.0, "step": 0, "rev": "r"}, {"a": 3, "b": 4, "step": 1, "rev": "r"}]',
      x: 'step',
      y: 'b',
      xLabel: 'step',
      yLabel: 'b',
    })
  })

  it('come from all lists below mappings, side by side; where one is shorter keys are missing', () => {
    expect(
      plot({ f: '{"p": [{"a": 1}, {"a": 2}], "q": {"r": [{"b": 3}], "n": 1}, "s": [1]}' }, '{"y": "b"}', []).rows,
    ).toBe('[{"a": 1, "b": 3, "step": 0, "rev": "r"}, {"a": 2, "step": 1, "rev": "r"}]')
  })

  it('have the last list that says something of a key, be it nothing', () => {
    expect(
      plot({ f: '{"p": [{"a": 1}, {"a": 2}, {"a": 3}], "q": [{"a": null}, {"a": 4}]}' }, '{"y": "a"}', []).rows,
    ).toBe('[{"a": null, "step": 0, "rev": "r"}, {"a": 4, "step": 1, "rev": "r"}, {"a": 3, "step": 2, "rev": "r"}]')
  })

  it('are written as Python writes them, whatever is in a column', () => {
    const text =
      '[{"n": 1, "f": 0.5, "m": 1e-7, "t": "a"}, {"n": 2, "f": 1e5, "m": null, "t": "é\\"\\n"}, {"n": 12345678901234567890}]'
    expect(plot({ f: text }, '{"y": "n"}', []).rows).toBe(
      '[{"n": 1, "f": 0.5, "m": 1e-07, "t": "a", "step": 0, "rev": "r"}, {"n": 2, "f": 100000.0, "m": null, "t": "\\u00e9\\"\\n", "step": 1, "rev": "r"}, {"n": 12345678901234567890, "step": 2, "rev": "r"}]',
    )
    const plain = '[{"n": -3, "f": 0.25, "t": "a b"}, {"n": 0, "f": -123456.75, "t": "c"}]'
    expect(plot({ f: plain }, '{"y": "n"}', []).rows).toBe(
      '[{"n": -3, "f": 0.25, "t": "a b", "step": 0, "rev": "r"}, {"n": 0, "f": -123456.75, "t": "c", "step": 1, "rev": "r"}]',
    )
    expect(plot({ f: '[{"a": "x", "b": "line\\nbreak"}]' }, '{"y": "a"}', []).rows).toContain('"b": "line\\nbreak"')
  })

  it('of several fields say which, and show them as one', () => {
    const { rows, y, yLabel } = plot({ f: '[{"a": 1, "b": 2}]' }, '{"x": "a", "y": ["a", "b"]}', ['field'])
    expect(rows).toBe(
      '[{"a": 1, "b": 2, "dvc_inferred_y_value": 1, "rev": "r", "field": "a"}, {"a": 1, "b": 2, "dvc_inferred_y_value": 2, "rev": "r", "field": "b"}]',
    )
    expect({ y, yLabel }).toEqual({ y: 'dvc_inferred_y_value', yLabel: 'y' })
  })

  it('of several files are told apart by what their paths do not have in common', () => {
    const files = { 'd/a/f': '[{"v": 1}]', 'd/b/f': '[{"v": 2}]' }
    expect(plot(files, '{"y": {"d/a/f": "v", "d/b/f": "v"}}', ['filename::field']).rows).toBe(
      '[{"v": 1, "step": 0, "rev": "r", "filename::field": "a/f::v"}, {"v": 2, "step": 0, "rev": "r", "filename::field": "b/f::v"}]',
    )
  })

  it('take the other axis from another file', () => {
    const files = { x: '[{"t": 5}]', f: '[{"v": 1}]' }
    expect(plot(files, '{"x": {"x": "t"}, "y": {"f": "v"}}', []).rows).toBe('[{"v": 1, "t": 5, "rev": "r"}]')
  })

  it('say of themselves what the plot says of them, even if the file says something else', () => {
    expect(plot({ f: '[{"rev": 1, "field": 2, "v": 3}]' }, '{}', []).rows).toBe('[{"v": 3, "step": 0, "rev": "r"}]')
  })
})

describe('a plot cannot be drawn', () => {
  it.each([
    ['{"y": "q"}', '[{"a": 1, "b": 2}]', "Could not find provided field ('q') in data fields ('a, b')."],
    ['{"x": {"f": "a", "g": "a"}, "y": {"f": "a"}}', '[{"a": 1}]', 'Found 2 x and 1 y data sources.'],
    ['{"x": {"g": "a"}, "y": {"f": "a"}}', '[{"a": 1}, {"a": 2}]', "Cannot join 'a' from 'g' and 'a' from 'f'."],
    ['{"y": "a"}', '{"a": 1}', "argument of type 'NoneType' is not iterable"],
    ['{"y": "a"}', '[{"a": 1}, {"b": 1}]', "argument of type 'NoneType' is not iterable"],
    ['{}', '{"k": []}', "'NoneType' object has no attribute 'keys'"],
    ['{}', '"text"', "'str' object has no attribute 'values'"],
  ])('%s of %s', (properties, text, message) => {
    expect(() => plot({ f: text, g: '[{"a": 1}]' }, properties)).toThrow(message)
  })

  it('and is nothing without rows', () => {
    expect(plot({}, '{"y": "a"}').rows).toBe('[]')
    expect(plot({ f: '{"a": 1}' }).rows).toBe('[]')
  })
})
