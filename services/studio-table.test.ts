import { makeProject, type TestProject } from '@sterna/testkit'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fillExperiments } from '../bench/fill-experiments.ts'
import { chromiumProgram } from './browser.ts'
import { StudioInBrowser } from './studio-in-browser.ts'

describe.skipIf(chromiumProgram === undefined)('a table of many experiments', () => {
  let project: TestProject
  let shown: StudioInBrowser
  let page: Page

  beforeAll(async () => {
    project = await makeProject({})
    fillExperiments(project.directory, { experiments: 500, params: 100, metrics: 100 })
    shown = await StudioInBrowser.over(project.directory)
    page = (await shown.open('/experiments')).page
    await page.locator('tbody tr[data-kind=experiment]').first().waitFor()
  })
  afterAll(async () => {
    expect(shown.studio.bugs).toEqual([])
    await shown?.close()
    project?.remove()
  })

  it('has no more in the page than can be seen, and says how much there is', async () => {
    const nodes = 'document.querySelectorAll("*").length'
    expect(await page.evaluate(nodes)).toBeLessThan(600)
    await page.evaluate('document.querySelector("section[tabindex]").scrollTo(1200, 7000)')
    await page.getByText('exp-240', { exact: true }).waitFor()
    expect(await page.evaluate(nodes)).toBeLessThan(600)
    const table = page.getByRole('table')
    expect([await table.getAttribute('aria-rowcount'), await table.getAttribute('aria-colcount')]).toEqual([
      '503',
      '27',
    ])
  })

  it('shows the columns that are chosen of hundreds', async () => {
    await page.getByText('24 of 200 columns').click()
    await page.getByRole('searchbox', { name: 'Find a column' }).fill('p77')
    await page.getByRole('checkbox', { name: /^p77/ }).check()
    await page.getByText('25 of 200 columns').waitFor()
    expect(new URL(page.url()).searchParams.get('cols')).toContain('params.yaml:p77')
    await page.getByRole('button', { name: 'The usual ones' }).click()
    await page.getByText('24 of 200 columns').click()
    await page.getByRole('searchbox', { name: 'Find a column' }).waitFor({ state: 'detached' })
  })
})
