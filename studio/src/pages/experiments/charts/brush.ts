/** Which part of an axis is of interest; either end may be open. */
export interface Span {
  readonly from: number | undefined
  readonly to: number | undefined
}

export type Brush = ReadonlyMap<string, Span>

/** Reads a word of the address: `params:p.yaml:lr@0.01..0.1,metrics:m.json:auc@0.9..`. What is no span is left out. */
export function parseBrush(word: string | undefined): Brush {
  const spans = (word ?? '').split(',').flatMap((part): [string, Span][] => {
    const found = /^(.+)@([^.@]*(?:\.[^.@]+)?)\.\.([^@]*)$/.exec(part)
    if (!found) return []
    const span = { from: numberIn(found[2]!), to: numberIn(found[3]!) }
    return isOpen(span) ? [] : [[decodeURIComponent(found[1]!), span]]
  })
  return new Map(spans)
}

export function brushWord(brush: Brush): string | undefined {
  const parts = [...brush].filter(([, span]) => !isOpen(span)).map(([id, span]) => `${idWord(id)}@${spanWord(span)}`)
  return parts.length === 0 ? undefined : parts.join(',')
}

/** The same brush with another span for one axis; undefined takes it away. */
export function withSpan(brush: Brush, id: string, span: Span | undefined): Brush {
  const others = [...brush].filter(([one]) => one !== id)
  return new Map(span ? [...others, [id, span]] : others)
}

export function isWithin({ from, to }: Span, value: unknown): boolean {
  return typeof value === 'number' && (from === undefined || value >= from) && (to === undefined || value <= to)
}

/** How the filter calls a column: `params.lr`, and in quotes what its grammar would not take for a name. */
export function filterName(kind: string, name: string): string {
  const isPlain = name.split('.').every((part) => /^[\p{L}\p{N}_@:/-]+$/u.test(part))
  return isPlain ? `${kind}.${name}` : `${kind}.${JSON.stringify(name)}`
}

/** The same as a condition of the filter, by the names that the filter knows. */
export function conditionOf(brush: Brush, nameOf: (id: string) => string): string {
  return [...brush]
    .flatMap(([id, { from, to }]) => [
      ...(from === undefined ? [] : [`${nameOf(id)} >= ${from}`]),
      ...(to === undefined ? [] : [`${nameOf(id)} <= ${to}`]),
    ])
    .join(' and ')
}

function isOpen({ from, to }: Span): boolean {
  return from === undefined && to === undefined
}

function spanWord({ from, to }: Span): string {
  return `${from ?? ''}..${to ?? ''}`
}

function idWord(id: string): string {
  return encodeURIComponent(id).replaceAll('%3A', ':')
}

function numberIn(text: string): number | undefined {
  const value = text === '' ? Number.NaN : Number(text)
  return Number.isFinite(value) ? value : undefined
}
