import type { Browser, Page } from 'playwright-core'
import { type FigureGroup, milliseconds } from './figures.ts'
import { fillExperiments } from './fill-experiments.ts'
import { medianOf } from './measure.ts'
import { type MeasuredStudio, startMeasuredStudio } from './studio-server.ts'
import type { Worlds } from './worlds.ts'

const shape = { experiments: 10_000, params: 250, metrics: 250 }
const firstRow = 'tbody tr[data-kind=experiment] td'

/** The table at the size that it has to bear. */
export const manyExperiments: FigureGroup = {
  name: 'studio: 10,000 experiments',
  figures: [
    { what: '10,000 experiments × 500 columns: first rows', wanted: 'below 1 s' },
    { what: '… sorted by a press on a column', wanted: 'below 150 ms' },
    { what: '… filtered, from the last key', wanted: 'below 350 ms, of which 200 are the pause in typing' },
    { what: '… frames a second while it is scrolled', wanted: 'at least 50' },
    { what: '… nodes in the page, at first and scrolled', wanted: 'below 600' },
    { what: '… heap of the page', wanted: 'below 150 MB' },
    { what: '… memory of the server at its peak: commits read for the first time, and again', wanted: 'below 300 MB' },
  ],
  measure: async (worlds, browser) => {
    const directory = worlds.project('sterna', 'studio-many', (place) => fillExperiments(place, shape))
    const cold = await peakOfLooking(worlds, browser, directory)
    const studio = await startMeasuredStudio(worlds, directory)
    const page = await opened(browser, studio)
    const figures = [
      milliseconds(await times(5, () => firstRows(page, studio))),
      milliseconds(await times(6, (round) => sorted(page, round))),
      milliseconds(await times(5, (round) => filtered(page, round))),
      (await framesPerSecond(page)).toFixed(0),
      await nodesIn(page, studio),
      `${(await heapOf(page)).toFixed(0)} MB`,
      `${cold.toFixed(0)} MB, ${studio.peakMegabytes().toFixed(0)} MB`,
    ]
    await page.close()
    await studio.end()
    return figures
  },
}

async function times(rounds: number, measure: (round: number) => Promise<unknown>): Promise<number> {
  const all: number[] = []
  for (let round = 0; round < rounds; round++) {
    const begin = performance.now()
    const own = await measure(round)
    all.push(typeof own === 'number' ? own : performance.now() - begin)
  }
  return medianOf(all)
}

async function opened(browser: Browser, studio: MeasuredStudio): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  await page.goto(studio.url)
  await firstRows(page, studio)
  return page
}

async function peakOfLooking(worlds: Worlds, browser: Browser, directory: string): Promise<number> {
  const studio = await startMeasuredStudio(worlds, directory)
  const page = await browser.newPage()
  page.setDefaultTimeout(300_000)
  await page.goto(studio.url.replace('/?', '/experiments?'))
  await page.locator(firstRow).first().waitFor()
  const peak = studio.peakMegabytes()
  await page.close()
  await studio.end()
  return peak
}

async function firstRows(page: Page, studio: MeasuredStudio): Promise<void> {
  page.setDefaultTimeout(120_000)
  await page.goto(studio.at('/experiments'))
  await page.locator(`${firstRow}[aria-colindex="4"]:not(:empty)`).first().waitFor()
}

/** Another column each time, which nobody has asked for before; timed in the page, from the press to the frame that shows it. */
function sorted(page: Page, round: number): Promise<unknown> {
  return page.evaluate(`(async () => {
    const first = () => document.querySelector('tbody tr[data-kind=experiment] th').textContent
    const before = first()
    const begin = performance.now()
    const columns = document.querySelectorAll('thead th[aria-sort] button')
    columns[${round} % columns.length].click()
    while (first() === before) await new Promise(requestAnimationFrame)
    return performance.now() - begin
  })()`)
}

async function filtered(page: Page, round: number): Promise<void> {
  const found = page.getByText(/^[\d,]+ (?:of 10,000|runs)$/)
  const before = await found.textContent()
  await page.getByRole('searchbox', { name: 'Filter' }).fill(`params.p${round} > 0.${round + 3}`)
  await page.getByText(before!, { exact: true }).waitFor({ state: 'detached' })
}

/** Down and across, a step each frame, for two seconds. */
async function framesPerSecond(page: Page): Promise<number> {
  return (await page.evaluate(`(async () => {
    const place = document.querySelector('section[tabindex]')
    const begin = performance.now()
    let frames = 0
    for (; performance.now() - begin < 2000; frames++) {
      place.scrollBy(frames % 3 === 0 ? 40 : 0, 90)
      await new Promise(requestAnimationFrame)
    }
    return frames / 2
  })()`)) as number
}

async function nodesIn(page: Page, studio: MeasuredStudio): Promise<string> {
  const scrolled = await countOf(page)
  await firstRows(page, studio)
  return `${await countOf(page)}, ${scrolled}`
}

async function countOf(page: Page): Promise<number> {
  await page.waitForTimeout(300)
  return (await page.evaluate('document.querySelectorAll("*").length')) as number
}

async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page)
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  return usedSize / 2 ** 20
}
