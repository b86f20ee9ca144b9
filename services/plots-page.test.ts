import { pathToFileURL } from 'node:url'
import { makeProject, type TestProject } from '@sterna/testkit'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { plotDefinitions } from '../scenarios/plot-definitions.ts'
import { debianProgram } from './lab.ts'

const executablePath = debianProgram('chromium', 'chromium')

const losses = 'step,loss,acc\n0,2.5,0.1\n1,1.25,0.4\n2,0.75,0.6\n'
const square = '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="40"><rect width="900" height="40"/></svg>'
const definitions = `${plotDefinitions}- wide.svg\n- gone.csv\n`

/** Code that runs in the page; this project knows no types of pages. */
const drawings = `[...document.querySelectorAll('main > div')].map((one) => [one.id, one.querySelectorAll('svg.marks path, img').length])`
const widths = `[document.documentElement.scrollWidth, innerWidth]`
const cutOff = `[...document.querySelectorAll('main > div')].filter((one) => one.scrollWidth > one.clientWidth && getComputedStyle(one).overflowX !== 'auto').map((one) => one.id)`
const focused = `document.activeElement.closest('main') ? document.activeElement.tagName + (document.activeElement.type ? ' ' + document.activeElement.type : '') : ''`
const colors = `({ page: getComputedStyle(document.body).backgroundColor, words: getComputedStyle(document.body).color,
  labels: [...new Set([...document.querySelectorAll('svg.marks .role-axis text, svg.marks .role-title text, svg.marks .role-legend text')].map((one) => getComputedStyle(one).fill))],
  curves: [...new Set([...document.querySelectorAll('svg.marks .mark-line path')].map((one) => getComputedStyle(one).stroke))] })`

interface Colors {
  readonly page: string
  readonly words: string
  readonly labels: readonly string[]
  readonly curves: readonly string[]
}

describe.skipIf(executablePath === undefined)('a page of plots in a browser', () => {
  let project: TestProject
  let browser: Browser
  beforeAll(async () => {
    project = await makeProject({
      'dvc.yaml': definitions,
      'loss.csv': losses,
      'more/loss.csv': losses,
      'wide.svg': square,
    })
    project.git('add', '.')
    project.git('commit', '-qm', 'one')
    project.write({ 'loss.csv': losses.replace('2.5', '2.25') })
    await project.run('plots diff')
    browser = await chromium.launch({ executablePath: executablePath!, args: ['--no-sandbox', '--disable-gpu'] })
  })
  afterAll(async () => {
    await browser?.close()
    project?.remove()
  })

  async function open(options: BrowserContextOptions = {}): Promise<{ page: Page; heard: string[] }> {
    const page = await browser.newPage(options)
    const heard: string[] = []
    page.on('console', (message) => message.type() === 'error' && heard.push(message.text()))
    page.on('pageerror', (error) => heard.push(error.message))
    page.on('request', (request) => heard.push(`asks for ${request.url()}`))
    await page.goto(pathToFileURL(`${project.directory}/dvc_plots/index.html`).href)
    await page.waitForFunction(`document.querySelectorAll('main > div svg.marks').length >= 18`)
    return { page, heard }
  }

  it('draws every plot, asks for nothing but its images, and nothing goes wrong', async () => {
    const { page, heard } = await open()
    const drawn = (await page.evaluate(drawings)) as [string, number][]
    expect(drawn.filter(([, marks]) => marks === 0).map(([id]) => id)).toEqual(['gone_csv'])
    expect(
      heard.filter((line) => !line.startsWith(`asks for ${pathToFileURL(`${project.directory}/dvc_plots`).href}/`)),
    ).toEqual([])
  })

  it('is worked without a mouse', async () => {
    const { page } = await open()
    const seen = new Set<string>()
    for (let i = 0; i < 60; i++) {
      await page.keyboard.press('Tab')
      seen.add((await page.evaluate(focused)) as string)
    }
    expect([...seen].filter(Boolean).sort()).toEqual(
      expect.arrayContaining(['INPUT checkbox', 'INPUT range', 'SUMMARY']),
    )
  })

  it.each([
    ['on a narrow screen', { viewport: { width: 360, height: 640 } }],
    ['at twice the size', { viewport: { width: 640, height: 360 }, deviceScaleFactor: 2 }],
  ])('fits %s: what is wider scrolls by itself', async (_, options) => {
    const { page } = await open(options)
    const [needed, there] = (await page.evaluate(widths)) as [number, number]
    expect(needed).toBeLessThanOrEqual(there)
    expect(await page.evaluate(cutOff)).toEqual([])
  })

  it.each(['light', 'dark'] as const)('can be read when the system is %s', async (colorScheme) => {
    const { page } = await open({ colorScheme })
    expectReadable((await page.evaluate(colors)) as Colors, colorScheme)
  })

  it('follows when the system turns dark', async () => {
    const { page } = await open({ colorScheme: 'light' })
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.waitForFunction(
      `getComputedStyle(document.querySelector('svg.marks .role-axis text')).fill === 'rgb(221, 221, 221)'`,
    )
    await page.waitForFunction(`document.querySelectorAll('main > div svg.marks').length >= 18`)
    expectReadable((await page.evaluate(colors)) as Colors, 'dark')
  })
})

function expectReadable({ page, words, labels, curves }: Colors, scheme: 'light' | 'dark'): void {
  expect(brightness(page) > 0.5).toBe(scheme === 'light')
  for (const color of [words, ...labels]) expect([color, contrast(color, page) >= 4.5]).toEqual([color, true])
  // The colours of curves are those of DVC's templates; on white one of them stays below what is asked for.
  if (scheme === 'dark') for (const color of curves) expect([color, contrast(color, page) >= 3]).toEqual([color, true])
}

/** As the guidelines for accessible pages reckon it. */
function contrast(a: string, b: string): number {
  const [light, dark] = [brightness(a), brightness(b)].sort((one, other) => other - one)
  return (light! + 0.05) / (dark! + 0.05)
}

function brightness(color: string): number {
  const [red, green, blue] = [...color.matchAll(/\d+(\.\d+)?/g)].map(([part]) => {
    const share = Number(part) / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!
}
