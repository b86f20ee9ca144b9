import * as fs from 'node:fs'
import * as path from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Browser } from 'playwright-core'
import { type FigureGroup, milliseconds } from './figures.ts'
import { fillChain } from './fill-chain.ts'
import { fillExperiments } from './fill-experiments.ts'
import { medianOf } from './measure.ts'
import { besideMlflow } from './mlflow-figures.ts'
import { startMeasuredStudio } from './studio-server.ts'
import { manyExperiments } from './studio-table-figures.ts'
import { entry, type Worlds } from './worlds.ts'

const rounds = 5

export const studioFigures: readonly FigureGroup[] = [
  {
    name: 'studio: sizes',
    figures: [
      { what: 'scripts of the shell, gzipped', wanted: 'below 150 KB' },
      { what: 'scripts of the largest page, gzipped', wanted: 'below 350 KB' },
    ],
    measure: () => Promise.resolve(sizes()),
  },
  {
    name: 'studio: 150 experiments, cold',
    figures: [{ what: 'from the command to the table of 150 experiments, nothing known of them', wanted: 'below 2 s' }],
    measure: async (worlds, browser) => [milliseconds(await again(() => firstTable(worlds, browser)))],
  },
  manyExperiments,
  {
    name: 'studio: 1,000 stages',
    figures: [{ what: 'pipeline of 1,000 stages: drawn, and a stage opened by a click', wanted: 'below 1.5 s' }],
    measure: stagesDrawn,
  },
  {
    name: 'studio: events',
    figures: [{ what: 'from what a script tells to the screen', wanted: 'below 300 ms' }],
    measure: eventsShown,
  },
  besideMlflow,
]

async function again(measure: () => Promise<number>): Promise<number> {
  const times: number[] = []
  for (let round = 0; round < rounds; round++) times.push(await measure())
  return medianOf(times)
}

function sizes(): readonly string[] {
  const assets = path.join(path.dirname(entry), 'studio/assets')
  const scripts = fs.readdirSync(assets).filter((name) => name.endsWith('.js'))
  const bytes = scripts.map((name) => [name, gzipSync(fs.readFileSync(path.join(assets, name))).length] as const)
  const pages = bytes.filter(([name]) => name.includes('Page-')).map(([, size]) => size)
  const shell = bytes.reduce((sum, [, size]) => sum + size, 0) - pages.reduce((sum, size) => sum + size, 0)
  return [shell, Math.max(...pages)].map((size) => `${(size / 1000).toFixed(0)} KB`)
}

async function firstTable(worlds: Worlds, browser: Browser): Promise<number> {
  const directory = worlds.project('sterna', 'studio-150', (place) =>
    fillExperiments(place, { experiments: 150, params: 20, metrics: 20 }),
  )
  fs.rmSync(path.join(directory, '.git/sterna'), { recursive: true, force: true })
  const page = await browser.newPage()
  const begin = performance.now()
  const studio = await startMeasuredStudio(worlds, directory)
  await page.goto(studio.url.replace('/?', '/experiments?'))
  await page.locator('tbody tr[data-kind=experiment] td').first().waitFor()
  const time = performance.now() - begin
  await page.close()
  await studio.end()
  return time
}

async function stagesDrawn(worlds: Worlds, browser: Browser): Promise<readonly string[]> {
  const directory = worlds.project('sterna', 'studio-stages', (place) => fillChain(place, 1_000))
  const studio = await startMeasuredStudio(worlds, directory)
  const page = await browser.newPage()
  await page.goto(studio.url)
  await page.getByRole('heading', { level: 1 }).waitFor()
  const time = await again(async () => {
    await page.goto(studio.at('/'))
    await page.getByRole('heading', { level: 1 }).waitFor()
    const begin = performance.now()
    await page.goto(studio.at('/pipeline'))
    await page.locator('button:has(code)').first().click()
    await page.locator('[aria-label="About s0"]').waitFor()
    return performance.now() - begin
  })
  await page.close()
  await studio.end()
  return [milliseconds(time)]
}

async function eventsShown(worlds: Worlds, browser: Browser): Promise<readonly string[]> {
  const directory = worlds.project('sterna', 'studio-events', (place) => fillChain(place, 2))
  const studio = await startMeasuredStudio(worlds, directory)
  const tell = teller(studio.url)
  await tell({ type: 'start' })
  const page = await browser.newPage()
  await page.goto(studio.url.replace('/?', '/runs?'))
  await page.getByRole('heading', { level: 1 }).waitFor()
  let step = 0
  const time = await again(async () => {
    await page.waitForTimeout(130 * ++step)
    const begin = performance.now()
    await tell({ type: 'data', step, metrics: { m: { data: { loss: step + 0.5 } } } })
    await page.getByText(`${step}.5`, { exact: true }).waitFor()
    return performance.now() - begin
  })
  await page.close()
  await studio.end()
  return [milliseconds(time)]
}

function teller(url: string): (fields: object) => Promise<unknown> {
  const token = new URL(url).searchParams.get('token')
  const run = { repo_url: 'r', baseline_sha: 'a'.repeat(40), name: 'tern', client: 'dvclive' }
  const headers = { authorization: `token ${token}` }
  return (fields) =>
    fetch(new URL('/api/live', url), { method: 'POST', headers, body: JSON.stringify({ ...run, ...fields }) })
}
