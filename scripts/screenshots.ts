import { execFileSync } from 'node:child_process'
import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import { debianProgram } from '../services/lab.ts'
import { openStudio } from '../services/studio-pages.ts'

/**
 * Pictures of every page of the studio over the demo project, light and dark, as WebP; needs a build.
 *   npm run screenshots -- FOLDER
 */
const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const command = path.join(root, 'cli/dist/sterna.cjs')
const pages: Readonly<Record<string, string>> = {
  home: '/',
  pipeline: '/pipeline?open=evaluate',
  stages: '/pipeline?view=table',
  experiments: '/experiments?base=main&sort=median_error_percent&sel=deeper,slower',
  lines: '/experiments?view=lines&base=main&sel=deeper,slower',
  points: '/experiments?view=scatter&base=main&sel=deeper,slower',
  compare: '/compare?runs=deeper,slower,main&base=main',
  runs: '/runs',
}

const folder = process.argv[2]
if (folder === undefined) throw new Error('Name the folder that the pictures are to be in.')
fs.mkdirSync(folder, { recursive: true })
const place = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), 'sterna-pictures-'))
const project = path.join(place, 'house-appraisal')
makeProject()
const studio = await openStudio(project, path.join(root, 'cli/dist/studio'))
await tellOfRun()
const executablePath = debianProgram('chromium', 'chromium')
if (executablePath === undefined) throw new Error('There is no Chromium.')
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] })
for (const scheme of ['light', 'dark'] as const) await takePictures(browser, scheme)
await browser.close()
await studio.close()
fs.rmSync(place, { recursive: true, force: true })

/** The project of the demo after its pipeline has run, with experiments, and a parameter that has just been changed. */
function makeProject(): void {
  fs.cpSync(path.join(root, 'cli/dist/example'), path.join(place, 'example'), { recursive: true })
  sterna(place, 'demo', path.join(place, 'demo'))
  fs.renameSync(path.join(place, 'demo/project'), project)
  const config = path.join(project, '.dvc/config')
  fs.writeFileSync(config, fs.readFileSync(config, 'utf8').replace(/url = .*/, 'url = s3://houses/store'))
  fs.writeFileSync(path.join(project, 'sterna.yaml'), 'metrics:\n  median_error_percent: min\n')
  git('add', '--all')
  git('commit', '--quiet', '--message', 'Say which way errors get better')
  const tries = { deeper: ['depth=8'], slower: ['rate=0.05', 'trees=250'], shallow: ['depth=4'], all: ['sample=0.9'] }
  for (const [name, changes] of Object.entries(tries))
    sterna(project, 'exp', 'run', '-q', '-n', name, ...changes.flatMap((change) => ['-S', `train.${change}`]))
  git('checkout', '--', '.')
  sterna(project, 'checkout', '-q')
  const params = path.join(project, 'params.yaml')
  fs.writeFileSync(params, fs.readFileSync(params, 'utf8').replace('min_leaf: 10', 'min_leaf: 5'))
}

function sterna(directory: string, ...words: string[]): void {
  execFileSync(process.execPath, [command, ...words], { cwd: directory, stdio: ['ignore', 'ignore', 'inherit'] })
}

function git(...words: string[]): string {
  const author = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org']
  return execFileSync('git', [...author, ...words], { cwd: project, encoding: 'utf8' }).trim()
}

/** A run that goes on, as DVCLive tells of it. */
async function tellOfRun(): Promise<void> {
  const tell = (fields: object) =>
    fetch(new URL('/api/live', studio.url), {
      method: 'POST',
      headers: { authorization: 'token a-token-for-tests' },
      body: JSON.stringify({ ...run, ...fields }),
    })
  const run = { repo_url: 'r', baseline_sha: git('rev-parse', 'HEAD'), name: 'brisk-tern', client: 'dvclive' }
  await tell({ type: 'start', params: { 'params.yaml': { train: { trees: 400, rate: 0.03 } } } })
  const curve = (end: number) => (step: number) => end + Math.exp(-step / 40) + Math.sin(step * 1.7) / 60
  const points = (name: string, at: (step: number) => number) => ({
    data: Array.from({ length: 160 }, (_, step) => ({ step, [name]: at(step) })),
  })
  const plots = {
    'dvclive/plots/metrics/train/loss.tsv': points('loss', curve(0.1)),
    'dvclive/plots/metrics/test/loss.tsv': points('loss', curve(0.25)),
    'dvclive/plots/metrics/test/error.tsv': points('error', (step) => 8 + 6 * Math.exp(-step / 50)),
  }
  await tell({ type: 'data', step: 159, plots, metrics: { 'metrics.json': { data: { loss: 0.252, error: 8.25 } } } })
}

async function takePictures(chromium: Browser, colorScheme: 'light' | 'dark'): Promise<void> {
  const context = await chromium.newContext({ colorScheme, viewport: { width: 1280, height: 800 } })
  const page = await context.newPage()
  for (const [name, where] of Object.entries(pages)) {
    await page.goto(studio.at(where))
    await page.getByRole('main').getByRole('heading').first().waitFor({ state: 'attached' })
    await page.waitForTimeout(1_000)
    fs.writeFileSync(path.join(folder!, `${name}-${colorScheme}.webp`), await picture(page))
  }
  await context.close()
}

async function picture(page: Page): Promise<Buffer> {
  const session = await page.context().newCDPSession(page)
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 85 })
  return Buffer.from(data, 'base64')
}
