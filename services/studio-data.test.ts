import * as fs from 'node:fs'
import { createRequire } from 'node:module'
import { makeCommittedProject, type TestProject } from '@sterna/testkit'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { debianProgram } from './lab.ts'
import { builtPages, openStudio, type RunningStudio } from './studio-pages.ts'

const executablePath = debianProgram('chromium', 'chromium')
const axe = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const hostile = '<img src=x onerror=alert(1)>.csv'

describe.skipIf(executablePath === undefined)('data in the studio', () => {
  let project: TestProject
  let studio: RunningStudio
  let pages: string
  let browser: Browser

  beforeAll(async () => {
    pages = await builtPages()
    project = await makeCommittedProject({ 'README.md': 'birds\n' })
    project.write({ 'table.csv': 'a\n1\n', 'images/1.txt': 'one', [hostile]: 'x' })
    await project.run(`add table.csv images '${hostile}'`)
    studio = await openStudio(project.directory, pages)
    browser = await chromium.launch({ executablePath: executablePath!, args: ['--no-sandbox', '--disable-gpu'] })
  })
  afterAll(async () => {
    expect(studio.bugs).toEqual([])
    await browser?.close()
    await studio?.close()
    project?.remove()
    fs.rmSync(pages, { recursive: true, force: true })
  })

  async function open(where: string, colorScheme: 'light' | 'dark' = 'light', width = 1280) {
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 800 } })
    const page = await context.newPage()
    const heard: string[] = []
    page.on('console', (message) => message.type() === 'error' && heard.push(message.text()))
    page.on('pageerror', (error) => heard.push(error.message))
    await page.goto(studio.at(where))
    return { page, heard, context }
  }

  it('is shown as it is recorded, and as soon as a file is edited beside it as changed', async () => {
    const { page, heard, context } = await open('/')
    await page.getByRole('navigation').getByRole('link', { name: 'Data' }).click()
    await page.getByRole('heading', { name: 'All 3 data sets are as recorded' }).waitFor()
    await page.getByText(hostile).waitFor()
    await page.getByRole('button', { name: 'images/' }).click()
    await page.getByRole('heading', { name: 'images' }).waitFor()
    expect(new URL(page.url()).search).toBe('?open=images')
    project.write({ 'images/2.txt': 'two' })
    await page.getByRole('heading', { name: '1 of 3 data sets not as recorded' }).waitFor()
    await page.getByText('sterna commit images.dvc').waitFor()
    fs.rmSync(`${project.directory}/images/2.txt`)
    await page.getByRole('heading', { name: 'All 3 data sets are as recorded' }).waitFor()
    expect(heard).toEqual([])
    await context.close()
  })

  it.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 400],
  ] as const)('has no fault that axe finds, %s at %i', async (scheme, width) => {
    const { page, context } = await open('/data?open=images', scheme, width)
    await page.getByRole('heading', { name: 'images' }).waitFor()
    await page.evaluate(axe)
    const { violations } = (await page.evaluate('axe.run()')) as { violations: { id: string }[] }
    expect(violations.map(({ id }) => id)).toEqual([])
    const [wide, seen] = (await page.evaluate('[document.documentElement.scrollWidth, innerWidth]')) as number[]
    expect(wide!).toBeLessThanOrEqual(seen!)
    if (process.env['SHOTS']) await page.screenshot({ path: `${process.env['SHOTS']}/data-${scheme}-${width}.png` })
    await context.close()
  })
})
