import type { Value, ValueMap } from '../foundation/formats/index.ts'
import { commonPath } from './definitions.ts'
import { PlotMistake } from './plot-problem.ts'
import type { PlotData } from './table.ts'

/** A field of a file. */
export interface FileField {
  readonly file: string
  readonly field: string
}

/** What the axes of a plot show, in one revision. */
export interface Axes {
  /** None if rows are counted instead; else one for all, or one for each of `ys`. */
  readonly xs: readonly FileField[]
  readonly ys: readonly FileField[]
  /** What the fields are called in the rows. */
  readonly x: string
  readonly y: string | undefined
  readonly xLabel: string
  readonly yLabel: string
  /** How the rows call where their values come from. */
  readonly sources: readonly SourceName[]
}

export interface SourceName {
  readonly filename: string
  readonly field: string
}

export const stepField = 'step'
const mixedX = 'dvc_inferred_x_value'
const mixedY = 'dvc_inferred_y_value'

/** The data that the files of a plot hold, by their names. */
export type DataByFile = ReadonlyMap<string, PlotData>

/** The axes that properties ask for; what they leave open comes from the data. Throws a `PlotMistake` if they do not fit. */
export function axesOf(id: string, properties: ValueMap, data: DataByFile): Axes {
  const xPlaces = placesOfX(id, properties)
  const yPlaces = placesOfY(id, properties, data)
  for (const content of data.values()) content.table()
  const xs = checked(fileFields(xPlaces), data)
  const ys = checked(fileFields(yPlaces), data)
  if (xs.length > 1 && xs.length !== ys.length) throw unequalCount(xs.length, ys.length)
  return {
    xs,
    ys,
    x: new Set(fieldsOf(xs)).size > 1 ? mixedX : (xs[0]?.field ?? stepField),
    y: new Set(fieldsOf(ys)).size > 1 ? mixedY : ys[0]?.field,
    xLabel: labelOf(properties.get('x_label'), xPlaces && fieldsOf(fileFields(xPlaces)), 'x', stepField),
    yLabel: labelOf(properties.get('y_label'), yPlaces && fieldsOf(fileFields(yPlaces)), 'y', 'y'),
    sources: sourceNames(ys),
  }
}

/** The fields by file. One name stands for the same field of every file of the other axis. */
function placesOfX(id: string, properties: ValueMap): ValueMap | undefined {
  const x = properties.get('x')
  const y = properties.get('y')
  if (typeof x !== 'string') return x instanceof Map ? x : undefined
  if (!(y instanceof Map)) return new Map([[id, x]])
  return new Map([...y].map(([file, fields]) => [file, Array.isArray(fields) ? fields.map(() => x) : x]))
}

function placesOfY(id: string, properties: ValueMap, data: DataByFile): ValueMap | undefined {
  const y = properties.get('y')
  if (y instanceof Map) return y
  if (y !== undefined) return new Map([[id, y]])
  const last = data.get(id)?.lastKey()
  return last === undefined ? undefined : new Map([[id, last]])
}

function fileFields(places: ValueMap | undefined): FileField[] {
  return [...(places ?? [])].flatMap(([file, fields]) =>
    (Array.isArray(fields) ? fields : [fields]).flatMap((field) =>
      typeof field === 'string' ? [{ file: String(file), field }] : [],
    ),
  )
}

function fieldsOf(places: readonly FileField[]): string[] {
  return places.map(({ field }) => field)
}

function checked(places: FileField[], data: DataByFile): FileField[] {
  for (const { file, field } of places) {
    const table = data.get(file)?.table()
    if (table?.rows === 0) throw noRows(file)
    if (table && !table.columns.has(field)) throw noSuchField(field, [...table.columns.keys()].map(String))
  }
  return places
}

function noRows(file: string): PlotMistake {
  const message = "argument of type 'NoneType' is not iterable"
  return new PlotMistake('TypeError', message, `'${file}' has no list of mappings with equal keys`)
}

function noSuchField(field: string, known: readonly string[]): PlotMistake {
  return new PlotMistake(
    'FieldNotFoundError',
    `Could not find provided field ('${field}') in data fields ('${known.join(', ')}').`,
  )
}

function unequalCount(xs: number, ys: number): PlotMistake {
  return new PlotMistake(
    'DvcException',
    `Cannot have different number of x and y data sources. Found ${xs} x and ${ys} y data sources.`,
  )
}

function labelOf(given: Value | undefined, fields: readonly string[] | undefined, many: string, none: string): string {
  if (typeof given === 'string') return given
  if (!fields) return none
  const [only, ...others] = new Set(fields)
  return only !== undefined && others.length === 0 ? only : many
}

/** The files without what they all begin with. */
function sourceNames(ys: readonly FileField[]): SourceName[] {
  const files = [...new Set(ys.map(({ file }) => file))]
  const start = files.length > 1 ? commonPath(files).length : 0
  return ys.map(({ file, field }) => ({ filename: file.slice(start).replaceAll(/^[/\\]+|[/\\]+$/g, ''), field }))
}
