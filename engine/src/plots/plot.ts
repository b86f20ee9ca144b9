import type { ValueMap } from '../foundation/formats/index.ts'
import type { Axes } from './axes.ts'
import type { PlotProblem } from './plot-problem.ts'
import type { Series } from './series.ts'

export interface SourceError {
  readonly revision: string
  readonly source: string
  readonly problem: PlotProblem
}

export interface DefinitionError {
  readonly revision: string
  readonly problem: PlotProblem
}

interface PlotBase {
  readonly name: string
  readonly sourceErrors: readonly SourceError[]
  readonly definitionErrors: readonly DefinitionError[]
}

/** Rows of data in the revisions that were asked for. */
export interface VegaPlot extends PlotBase {
  readonly kind: 'vega'
  /** Those with rows, in order. */
  readonly revisions: readonly string[]
  readonly series: readonly Series[]
  /** Of the first revision with rows; undefined without any. */
  readonly axes: Axes | undefined
  readonly properties: ValueMap
}

export interface ImagePlot extends PlotBase {
  readonly kind: 'image'
  readonly images: readonly PlotImage[]
}

/** An image as one revision has it. */
export interface PlotImage {
  readonly revision: string
  readonly file: string
  readonly bytes: Uint8Array
}

export type Plot = VegaPlot | ImagePlot
