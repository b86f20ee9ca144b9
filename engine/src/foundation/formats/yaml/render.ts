import type { Value } from '../values.ts'
import { emitDocument } from './emitter.ts'
import { Representer } from './represent.ts'

/** Columns at which long texts are folded. */
export const defaultWidth = 80

export interface YamlLayout {
  /** Columns at which long texts are folded; `Infinity` never folds. */
  readonly width?: number
}

/** `value` as a YAML document, in the bytes of ruamel.yaml 0.19: see `emitDocument` for the layout. */
export function renderYaml(value: Value, { width = defaultWidth }: YamlLayout = {}): string {
  return emitDocument(new Representer().node(value), width)
}
