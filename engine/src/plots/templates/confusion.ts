import { anchor } from './anchors.ts'
import { head, mouse, type Plain, type PlainMap, size } from './pieces.ts'

/** In what the two tables of actual against predicted classes differ. */
interface Table {
  readonly params: PlainMap
  readonly groupOfX: Plain
  readonly whole: PlainMap
  readonly share: string
  readonly expression: string
  readonly color: PlainMap
  readonly shown: PlainMap
  readonly text: PlainMap
}

const count = { field: 'xy_count', type: 'quantitative' }
const untitled = (field: Plain, scale: Plain) => ({ field, type: 'quantitative', title: '', scale })

/** Counts; the numbers themselves on demand. */
export const confusion = table({
  params: { params: [{ name: 'showValues', bind: { input: 'checkbox' } }] },
  groupOfX: anchor('group_by_y'),
  whole: { joinaggregate: [{ op: 'max', field: 'xy_count', as: 'max_count' }], groupby: [] },
  share: 'percent_of_max',
  expression: 'datum.xy_count / datum.max_count',
  color: untitled('xy_count', { domainMin: 0, nice: true }),
  shown: count,
  text: { text: { condition: { param: 'showValues', ...count } } },
})

/** Shares of each actual class. */
export const confusionNormalized = table({
  params: {},
  groupOfX: ['rev', anchor('y')],
  whole: { joinaggregate: [{ op: 'sum', field: 'xy_count', as: 'sum_y' }], groupby: [anchor('y')] },
  share: 'percent_of_y',
  expression: 'datum.xy_count / datum.sum_y',
  color: untitled('percent_of_y', { domain: [0, 1] }),
  shown: { field: 'percent_of_y', type: 'quantitative', format: '.2f' },
  text: {},
})

function table(parts: Table) {
  return {
    ...head,
    facet: { column: { field: 'rev', sort: [] }, row: anchor('row') },
    ...parts.params,
    spec: {
      transform: counts(parts),
      encoding: { x: classes('x'), y: classes('y') },
      layer: [{ mark: 'rect', ...size, encoding: { color: parts.color } }, ...underMouse(parts), numbers(parts)],
    },
  }
}

function counts({ groupOfX, whole, expression, share }: Table): readonly Plain[] {
  return [
    { aggregate: [{ op: 'count', as: 'xy_count' }], groupby: [anchor('y'), anchor('x')] },
    { impute: 'xy_count', groupby: groupOfX, key: anchor('x'), value: 0 },
    { impute: 'xy_count', groupby: anchor('group_by_x'), key: anchor('y'), value: 0 },
    whole,
    { calculate: expression, as: share },
  ]
}

function classes(name: 'x' | 'y') {
  return { field: anchor(name), type: 'nominal', sort: 'ascending', title: anchor(`${name}_label`) }
}

function underMouse({ shown }: Table): readonly Plain[] {
  const fields = [anchor('x'), anchor('y')].map((field) => ({ field, type: 'nominal' }))
  const { on, clear } = mouse
  return [
    {
      selection: { label: { type: 'single', on, encodings: ['x', 'y'], empty: 'none', clear } },
      mark: 'rect',
      encoding: {
        tooltip: [...fields, shown],
        opacity: { condition: { selection: 'label', value: 1 }, value: 0 },
      },
    },
    {
      transform: [{ filter: { selection: 'label' } }],
      layer: [{ mark: { type: 'rect', color: 'lightpink' } }],
    },
  ]
}

function numbers({ share, text }: Table) {
  const color = { condition: { test: `datum.${share} > 0.5`, value: 'white' }, value: 'black' }
  return { mark: 'text', encoding: { ...text, color } }
}
