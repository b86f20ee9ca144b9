import * as path from 'node:path'
import type { Browser } from 'playwright-core'
import { type FigureGroup, milliseconds } from './figures.ts'
import { fillExperiments } from './fill-experiments.ts'
import { medianOf } from './measure.ts'
import { startMlflow } from './mlflow-server.ts'
import { startMeasuredStudio } from './studio-server.ts'
import type { Worlds } from './worlds.ts'

const runs = 1_000
const rounds = 5

/** Both servers are up and have answered before; each time a browser that has nothing of either. */
export const besideMlflow: FigureGroup = {
  name: 'studio: beside MLflow',
  figures: [{ what: 'table of 1,000 runs opened, beside the UI of MLflow 3.17.2', wanted: '3 x faster' }],
  measure: async (worlds, browser) => {
    const [ours, theirs] = await bothMeasured(worlds, browser)
    const ratio = medianOf(theirs.map((time, round) => time / ours[round]!))
    return [`${milliseconds(medianOf(ours))}, MLflow: ${milliseconds(medianOf(theirs))}: ${ratio.toFixed(1)} x faster`]
  },
}

async function bothMeasured(worlds: Worlds, browser: Browser): Promise<readonly [number[], number[]]> {
  const directory = worlds.project('sterna', 'studio-1000', (place) =>
    fillExperiments(place, { experiments: runs, params: 5, metrics: 5 }),
  )
  const studio = await startMeasuredStudio(worlds, directory)
  const mlflow = await startMlflow(path.join(worlds.lab, 'mlflow'), runs)
  const ours: number[] = []
  const theirs: number[] = []
  for (let round = 0; round <= rounds; round++) {
    ours.push(await opened(browser, studio.url.replace('/?', '/experiments?')))
    theirs.push(await opened(browser, mlflow.url))
  }
  mlflow.end()
  await studio.end()
  return [ours.slice(1), theirs.slice(1)]
}

async function opened(browser: Browser, url: string): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } })
  const page = await context.newPage()
  const begin = performance.now()
  await page.goto(url, { waitUntil: 'commit' })
  await page.getByText(`exp-${runs}`, { exact: true }).first().waitFor({ timeout: 120_000 })
  const time = performance.now() - begin
  await context.close()
  return time
}
