import * as fs from 'node:fs'
import { makeCommittedProject, type TestProject } from '@sterna/testkit'
import type { BrowserContextOptions } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { chromiumProgram, findingsOfAxe, looks, widthsOf } from './browser.ts'
import { StudioInBrowser } from './studio-in-browser.ts'

const hostile = '<img src=x onerror=alert(1)>.csv'

describe.skipIf(chromiumProgram === undefined)('data in the studio', () => {
  let project: TestProject
  let shown: StudioInBrowser

  beforeAll(async () => {
    project = await makeCommittedProject({ 'README.md': 'birds\n' })
    project.write({ 'table.csv': 'a\n1\n', 'images/1.txt': 'one', [hostile]: 'x' })
    await project.run(`add table.csv images '${hostile}'`)
    shown = await StudioInBrowser.over(project.directory)
  })
  afterEach(() => shown.closePages())
  afterAll(async () => {
    expect(shown.studio.bugs).toEqual([])
    await shown?.close()
    project?.remove()
  })

  const open = (where: string, options?: BrowserContextOptions) => shown.open(where, options)

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
