import * as fs from 'node:fs'
import { makeCommittedProject, type TestProject } from '@sterna/testkit'
import type { BrowserContextOptions } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { chromiumProgram, findingsOfAxe, looks, OpenBrowser, widthsOf } from './browser.ts'
import { builtPages, openStudio, type RunningStudio } from './studio-pages.ts'

const hostile = '<img src=x onerror=alert(1)>.csv'

describe.skipIf(chromiumProgram === undefined)('data in the studio', () => {
  let project: TestProject
  let studio: RunningStudio
  let pages: string
  let browser: OpenBrowser

  beforeAll(async () => {
    pages = await builtPages()
    project = await makeCommittedProject({ 'README.md': 'birds\n' })
    project.write({ 'table.csv': 'a\n1\n', 'images/1.txt': 'one', [hostile]: 'x' })
    await project.run(`add table.csv images '${hostile}'`)
    studio = await openStudio(project.directory, pages)
    browser = await OpenBrowser.launch()
  })
  afterEach(() => browser.closePages())
  afterAll(async () => {
    expect(studio.bugs).toEqual([])
    await browser?.close()
    await studio?.close()
    project?.remove()
    fs.rmSync(pages, { recursive: true, force: true })
  })

  const open = (where: string, options?: BrowserContextOptions) =>
    browser.open(studio.at(where), new URL(studio.url).origin, options)

  it('is shown as it is recorded, and as soon as a file is edited beside it as changed', async () => {
    const { page, heard } = await open('/')
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
  })

  it.each(looks)('has no fault that axe finds, $colorScheme at $viewport.width', async (look) => {
    const { page } = await open('/data?open=images', look)
    await page.getByRole('heading', { name: 'images' }).waitFor()
    expect(await findingsOfAxe(page)).toEqual([])
    const { whole, seen } = await widthsOf(page)
    expect(whole).toBeLessThanOrEqual(seen)
  })
})
