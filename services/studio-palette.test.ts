import { makeCommittedProject, type TestProject } from '@sterna/testkit'
import type { BrowserContextOptions } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { chromiumProgram, findingsOfAxe, look } from './browser.ts'
import { StudioInBrowser } from './studio-in-browser.ts'

const pipeline = `stages:
  train:
    cmd: cp params.yaml model.yaml
    params: [lr]
    outs: [model.yaml]
`

describe.skipIf(chromiumProgram === undefined)('the palette', () => {
  let project: TestProject
  let shown: StudioInBrowser

  beforeAll(async () => {
    project = await makeCommittedProject({ 'dvc.yaml': pipeline, 'params.yaml': 'lr: 5\n' })
    await project.run('repro')
    project.git('add', '--all')
    project.git('commit', '--quiet', '--message', 'run')
    await project.run('exp run -q -n brisk-tern -S lr=1')
    shown = await StudioInBrowser.over(project.directory)
  })
  afterEach(() => shown.closePages())
  afterAll(async () => {
    await shown?.close()
    project?.remove()
  })

  async function open(where: string, options: BrowserContextOptions = {}) {
    const permissions = ['clipboard-read', 'clipboard-write']
    const { page } = await shown.open(where, { permissions, ...options })
    await page.getByRole('main').getByRole('heading').first().waitFor({ state: 'attached' })
    await page.keyboard.press('Control+k')
    const field = page.getByRole('combobox')
    await field.waitFor()
    return { page, field }
  }

  it('opens with Ctrl-K, also out of a field, and closes with Escape to where one was', async () => {
    const { page, field } = await open('/experiments')
    await page.keyboard.press('Escape')
    await page.getByRole('searchbox').fill('x')
    await page.keyboard.press('Control+k')
    await field.fill('pipe')
    await page.keyboard.press('Escape')
    await field.waitFor({ state: 'detached' })
    expect(await page.evaluate('document.activeElement.type')).toBe('search')
  })

  it('leads to a page, a stage, what it makes and an experiment by some letters of the name', async () => {
    const { page, field } = await open('/')
    for (const [typed, url] of [
      ['experiments', '/experiments'],
      ['train fresh', '/pipeline?open=train'],
      ['model', '/pipeline?open=train'],
      ['brisk', '/runs/brisk-tern'],
    ] as const) {
      await page.keyboard.press('Control+k')
      await field.fill(typed)
      await page.getByRole('option').first().waitFor()
      await page.keyboard.press('Enter')
      await page.waitForURL((at) => `${at.pathname}${decodeURIComponent(at.search)}` === url)
      await field.waitFor({ state: 'detached' })
    }
  })

  it('goes up and down with the arrows, and says which one is chosen', async () => {
    const { page, field } = await open('/')
    await page.getByRole('option', { name: 'brisk-tern' }).waitFor()
    await page.keyboard.press('ArrowUp')
    const last = page.getByRole('option').last()
    await expect.poll(() => last.getAttribute('aria-selected')).toBe('true')
    expect(await field.getAttribute('aria-activedescendant')).toBe(await last.getAttribute('id'))
    await page.keyboard.press('ArrowDown')
    await expect.poll(() => page.getByRole('option').first().getAttribute('aria-selected')).toBe('true')
  })

  it('copies the command of the page, and turns the theme', async () => {
    const { page, field } = await open('/experiments?sort=lr')
    await field.fill('sterna exp')
    await page.getByRole('option', { name: 'sterna exp show -A --sort-by lr' }).click()
    await page.getByText('Copied: sterna exp show -A --sort-by lr').waitFor()
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe('sterna exp show -A --sort-by lr')
    await field.fill('dark th')
    await page.getByRole('option', { name: 'Dark theme' }).waitFor()
    await page.keyboard.press('Enter')
    await page.locator('html[data-theme=dark]').waitFor()
    await page.keyboard.press('Control+k')
    await field.fill('qqqq')
    await page.getByText('Nothing is called so.').waitFor()
  })

  it.each([look('light', 1280), look('dark', 400)])(
    'has no fault that axe finds, $colorScheme and $viewport.width wide',
    async (options) => {
      const { page } = await open('/', options)
      await page.getByRole('option').first().waitFor()
      expect(await findingsOfAxe(page)).toEqual([])
    },
  )
})
