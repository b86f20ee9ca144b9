import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { absolutePath } from '../../foundation/base/index.ts'
import { JsonText, readJson, renderJson } from '../../foundation/formats/index.ts'
import { memoryFileSystem } from '../../foundation/system/index.ts'
import { type AnchorName, anchor, anchorsIn, fillAnchors } from './anchors.ts'
import { builtInTemplate, templateNames } from './built-in.ts'
import { fillTemplate } from './fill-template.ts'
import { findTemplate } from './find-template.ts'

const md5 = (text: string) => createHash('md5').update(text).digest('hex')
const map = (text: string) => readJson(text, 'test') as Map<string, never>

describe('the templates that are always there', () => {
  // What `dvc plots templates NAME` prints.
  it('are those of DVC to the byte', () => {
    const printed = templateNames.map((name) => [name, md5(`${renderJson(builtInTemplate(name)!)}\n`)])
    expect(printed).toEqual([
      ['simple', '3c72f3b6d766233bd003c8a76342e471'],
      ['linear', '9f536de87af54a273b5e2ef3fcab5eee'],
      ['confusion', 'd6a0d19156564140470f9432adf79dc6'],
      ['confusion_normalized', '561f769dc3ce54317f0c6d66a0b4953e'],
      ['scatter', '82437d05976e8af6c76cb7c3478d0645'],
      ['scatter_jitter', '3c404c197907d6e79f6b3eb8b2ad9714'],
      ['smooth', '9f536de87af54a273b5e2ef3fcab5eee'],
      ['bar_horizontal_sorted', 'f9b5343fea105cbac8fac4e0f12ebf3b'],
      ['bar_horizontal', '974d1f6f5bde2e79e3c8f5ad40502b91'],
    ])
  })
})

describe('an anchor', () => {
  it.each<[string, AnchorName, boolean]>([
    ['{"a": "<DVC_METRIC_X>"}', 'x', true],
    ['{"a": [{"b": "<DVC_METRIC_X>"}]}', 'x', true],
    ['{"a": ["<DVC_METRIC_X>"]}', 'x', true],
    ['{"a": "the <DVC_METRIC_X>"}', 'x', false],
    ['{"a": "<DVC_METRIC_X_LABEL>"}', 'x', false],
    ['{"a": [["<DVC_METRIC_X>"]]}', 'x', false],
  ])('in %s: %s is there: %s', (template, name, isThere) => {
    expect(anchorsIn(map(template)).has(anchor(name))).toBe(isThere)
  })

  it('is filled wherever it stands, by texts also inside of longer texts, but for those of lists', () => {
    const template = '{"a": "<DVC_METRIC_X>", "b": ["<DVC_METRIC_X>", "no <DVC_METRIC_X>"], "c": "in <DVC_METRIC_X>"}'
    const filled = (value: string | number) => renderJson(fillAnchors(map(template), new Map([[anchor('x'), value]])))
    expect(filled('$&')).toBe('{"a": "$&", "b": ["$&", "no <DVC_METRIC_X>"], "c": "in $&"}')
    expect(filled(1)).toBe('{"a": 1, "b": [1, "no <DVC_METRIC_X>"], "c": "in <DVC_METRIC_X>"}')
  })
})

describe('a template', () => {
  const input = {
    revisions: ['workspace'],
    x: 'step',
    y: 'a.b',
    sources: [{ filename: 'f', field: 'a.b' }],
    title: 't',
    xLabel: 'l',
    yLabel: 'm',
    rows: (keys: readonly string[]) => new JsonText(JSON.stringify(keys)),
  }
  const data = '"data": "<DVC_METRIC_DATA>"'
  const own = (text: string) => ({ name: 'own', content: map(text), anchors: anchorsIn(map(text)) })

  it('leaves the sources in the rows if it says nothing of revisions', () => {
    const rows = (more: string) => renderJson(fillTemplate(own(`{${data}${more}}`), input, false).content.get('data')!)
    expect(rows('')).toBe('["filename","field"]')
    expect(rows(', "color": "<DVC_METRIC_COLOR>"')).toBe('[]')
  })

  it('says fields as Vega takes them, and what one source has no use for as nothing', () => {
    const template = own(`{${data}, "y": "<DVC_METRIC_Y>", "row": "<DVC_METRIC_ROW>"}`)
    expect(renderJson(fillTemplate(template, input, false).content)).toBe('{"data": [], "y": "a\\\\.b", "row": {}}')
  })

  it('is refused without a place for data', () => {
    expect(() => fillTemplate(own('{"y": "<DVC_METRIC_Y>"}'), input, false)).toThrow(
      "Template 'own' is not using '<DVC_METRIC_DATA>' anchor",
    )
  })

  it('is looked for in the project, where the person is, and among those that are always there', () => {
    const files = memoryFileSystem()
    const write = (file: string, text: string) => files.writeAtomic(absolutePath(file), text)
    write('/p/.dvc/plots/own.json', '{"own": 1}')
    write('/p/.dvc/plots/linear.json', '{"linear": 1}')
    write('/p/sub/here.json', '{"here": 1}')
    write('/p/sub/list.json', '[]')
    const place = { root: absolutePath('/p'), workingDirectory: absolutePath('/p/sub'), files }
    const found = (name: string) => [...findTemplate(place, name).content.keys()][0]
    expect(['own', 'own.json', 'linear', 'here.json', 'simple'].map(found)).toEqual([
      'own',
      'own',
      'linear',
      'here',
      '$schema',
    ])
    expect(() => found('nope')).toThrow("Template 'nope' not found.")
    expect(() => found('list.json')).toThrow("Template 'list.json' is no JSON object.")
  })
})
