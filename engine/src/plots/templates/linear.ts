import { anchor } from './anchors.ts'
import { axis, byRevision, head, mouse, notFromZero, type PlainMap, showsData, size, zoom } from './pieces.ts'

const y = { ...axis('y', 'quantitative'), ...notFromZero }

const smoothed: PlainMap = {
  layer: [
    { ...zoom, mark: 'line' },
    { transform: [{ filter: { param: 'hover', empty: false } }], mark: 'point' },
  ],
  encoding: { y, color: byRevision },
  transform: [{ loess: anchor('y'), on: anchor('x'), groupby: anchor('group_by'), bandwidth: { signal: 'smooth' } }],
}

const asItIs: PlainMap = {
  mark: { type: 'line', opacity: 0.2 },
  encoding: { x: axis('x', 'quantitative'), y, color: byRevision },
}

const lastPoint: PlainMap = {
  mark: { type: 'circle', size: 10 },
  encoding: {
    x: { aggregate: 'max', ...axis('x', 'quantitative') },
    y: { aggregate: { argmax: anchor('x') }, ...y },
    color: byRevision,
  },
}

const ruler: PlainMap = {
  transform: [
    { calculate: anchor('pivot_field'), as: 'pivot_field' },
    { pivot: 'pivot_field', op: 'mean', value: anchor('y'), groupby: [anchor('x')] },
  ],
  mark: { type: 'rule', ...showsData, stroke: 'grey' },
  encoding: { opacity: { condition: { value: 0.3, param: 'hover', empty: false }, value: 0 } },
  params: [{ name: 'hover', select: { type: 'point', fields: [anchor('x')], nearest: true, ...mouse } }],
}

/** Lines that can be smoothed, with a ruler under the mouse. */
export const linear: PlainMap = {
  ...head,
  ...size,
  params: [{ name: 'smooth', value: 0.001, bind: { input: 'range', min: 0.001, max: 1, step: 0.001 } }],
  encoding: { x: axis('x', 'quantitative'), color: anchor('color'), strokeDash: anchor('stroke_dash') },
  layer: [smoothed, asItIs, lastPoint, ruler],
}
