import { type Browser, chromium } from 'playwright-core'
import { debianProgram } from '../services/lab.ts'
import type { FigureGroup } from './figures.ts'
import { figureRows, recordFigures } from './record-figures.ts'
import { studioFigures } from './studio-figures.ts'
import type { Worlds } from './worlds.ts'

/** Measures the figures that are asked for by a part of a group's name; none if nothing is asked for, because they need a browser. */
export async function measureFigures(
  worlds: Worlds,
  only: string | undefined,
  isRecorded: boolean,
): Promise<readonly string[]> {
  const chosen = studioFigures.filter(({ name }) => only !== undefined && name.includes(only))
  const executablePath = chosen.length > 0 ? debianProgram('chromium', 'chromium') : undefined
  if (executablePath === undefined) return []
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
  const rows = new Map<string, string>()
  for (const group of chosen) {
    for (const [start, row] of await rowsOf(group, worlds, browser)) rows.set(start, row)
    if (isRecorded) recordFigures(studioFigures, rows)
  }
  await browser.close()
  return [...rows.values()]
}

async function rowsOf(group: FigureGroup, worlds: Worlds, browser: Browser) {
  const rows = figureRows(group, await group.measure(worlds, browser))
  for (const [, row] of rows) console.log(row)
  return rows
}
