import { type Figure, type FigureGroup, figureStart } from './figures.ts'
import { machineLine, oldLines, replaceTable } from './record-table.ts'

/** Rows as they were measured, by how they start. */
export function figureRows(
  { figures }: FigureGroup,
  measured: readonly string[],
): readonly (readonly [string, string])[] {
  return figures.map((figure, index) => [figureStart(figure), `${figureStart(figure)} ${measured[index]} |`])
}

export function figureTable(rows: readonly string[]): string {
  return ['| in a browser | wanted | measured |', '|---|---|---|', ...rows].join('\n')
}

/** Writes them into the table of figures. Those that were not measured this time stay as they are. */
export function recordFigures(all: readonly FigureGroup[], rows: ReadonlyMap<string, string>): void {
  const old = oldLines()
  const rowOf = (figure: Figure) => {
    const start = figureStart(figure)
    return rows.get(start) ?? old.find((line) => line.startsWith(start))
  }
  const kept = all.flatMap(({ figures }) => figures.flatMap((figure) => rowOf(figure) ?? []))
  replaceTable('figures', figureTable(kept), machineLine('Chromium without a screen'))
}
