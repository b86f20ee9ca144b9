import { makeCommittedProject, type TestProject } from '@sterna/testkit'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { chromiumProgram, findingsOfAxe, looks, widthsOf } from './browser.ts'
import { StudioInBrowser } from './studio-in-browser.ts'
import { openStudio } from './studio-pages.ts'

/** Prints lines, in colour and with what would be script if it were not text, for as long as a parameter says. */
const script = `set -e
steps=$(sed -n 's/steps: //p' params.yaml)
printf '\\033[31m%s\\033[0m <img src=x onerror=alert(1)>\\n' red
i=0; while [ $i -lt $steps ]; do i=$((i+1)); echo "step $i"; sleep 0.1; done
sed 's/lr/loss/' params.yaml > metrics.yaml
cp raw.csv model
`
const pipeline = `stages:
  train:
    cmd: sh train.sh
    deps: [train.sh, raw.csv]
    params: [lr, steps]
    outs: [model]
    metrics: [{metrics.yaml: {cache: false}}]
`

describe.skipIf(chromiumProgram === undefined)('the queue and runs in a browser', () => {
  let project: TestProject
  let shown: StudioInBrowser

  beforeAll(async () => {
    project = await makeCommittedProject({
      'dvc.yaml': pipeline,
      'train.sh': script,
      'params.yaml': 'lr: 5\nsteps: 1\n',
      'raw.csv': 'a\n1\n',
    })
    await project.run('repro -q')
    project.git('add', '--all')
    project.git('commit', '--quiet', '--message', 'run')
    for (const lr of [3, 1]) await project.run(`exp run -q -n with-${lr} -S lr=${lr}`)
    project.git('checkout', '--', '.')
    await project.run('checkout -q')
    shown = await StudioInBrowser.over(project.directory)
  })
  afterEach(() => shown.closePages())
  afterAll(async () => {
    expect(shown.studio.bugs).toEqual([])
    await shown?.close()
    await project?.run('queue stop --kill')
    project?.remove()
  })

  const open = (where: string, options?: BrowserContextOptions) => shown.open(where, options)

  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

  async function queueVariation(page: Page, fields: Readonly<Record<string, string>>) {
    await button(page, 'Queue a variation').click()
    for (const [name, text] of Object.entries(fields)) await page.getByLabel(name, { exact: true }).fill(text)
  }

  it('queues a variation of a run by a form that shows its command, and sees it finish', async () => {
    const { page, heard } = await open('/experiments')
    await page.getByRole('link', { name: 'with-3' }).click()
    await page.getByRole('heading', { name: 'with-3 is done' }).waitFor()
    await queueVariation(page, { lr: '9', Name: 'varied' })
    await page.getByText('sterna exp run --queue -n varied -S lr=9 && sterna queue start').waitFor()
    await button(page, 'Queue a variation now').click()
    await page.getByText('varied runs as soon as it may.').waitFor()
    await page.getByRole('link', { name: /^Queue/ }).click()
    await page.getByRole('row', { name: /^varied success/ }).waitFor({ timeout: 30_000 })
    await page.getByRole('link', { name: 'varied' }).click()
    await page.getByRole('button', { name: 'Now', exact: true }).click()
    await page.getByRole('row', { name: 'loss 9 5' }).waitFor()
    expect(heard).toEqual([])
  })

  it('follows the log of a run as it goes on, with its colours and nothing else than text', async () => {
    const { page, heard } = await open('/runs/workspace')
    await queueVariation(page, { steps: '300', Name: 'long' })
    await button(page, 'Queue a variation now').click()
    await page.getByText('long runs as soon as it may.').waitFor()
    await page.goto(shown.studio.at('/runs/long?tab=log'))
    await page.getByText('step 5', { exact: true }).waitFor({ timeout: 30_000 })
    expect(await page.getByText('red', { exact: true }).getAttribute('data-hue')).toBe('red')
    expect(await page.getByText('<img src=x onerror=alert(1)>').count()).toBe(1)
    const log = page.getByRole('region', { name: 'Log' })
    expect((await log.boundingBox())!.height).toBeLessThan(800)
    await page.getByText('step 60', { exact: true }).waitFor({ timeout: 30_000 })
    await page.getByLabel('Find in the log').fill('STEP 7')
    await page
      .getByText(/^\d+ lines?$/)
      .first()
      .waitFor()
    await page.getByLabel('Find in the log').press('Enter')
    await page.getByText(/^1 of \d+$/).waitFor()
    expect(await page.locator('[data-current=true]').textContent()).toContain('step 7')
    expect(new URL(page.url()).searchParams.get('find')).toBe('STEP 7')
    expect(heard).toEqual([])
  })

  it('kills one, once that is confirmed', async () => {
    const { page } = await open('/queue')
    await page.getByRole('heading', { name: /^1 experiment runs/ }).waitFor()
    await button(page, 'Kill').click()
    await page.getByText('sterna queue kill long').waitFor()
    await button(page, 'Leave it').click()
    await page.getByRole('row', { name: /^long running/ }).waitFor()
    await button(page, 'Kill').click()
    await button(page, 'Kill now').click()
    await page.getByRole('row', { name: /^long failed/ }).waitFor({ timeout: 30_000 })
  })

  it('goes on with what runs when the studio is closed', async () => {
    const other = await openStudio(project.directory, shown.pages)
    const { page } = await open('/')
    await page.goto(other.at('/runs/workspace'))
    await queueVariation(page, { steps: '20', Name: 'alone' })
    await button(page, 'Queue a variation now').click()
    await page.getByText('alone runs as soon as it may.').waitFor()
    await other.close()
    const states = async () => (await project.run('queue status')).stdout
    await expect.poll(states, { timeout: 30_000 }).toMatch(/alone .* Success/)
  })

  it('applies, makes a branch, and removes when that is confirmed', async () => {
    const { page, heard } = await open('/runs/with-1')
    await button(page, 'Apply').click()
    await button(page, 'Apply now').click()
    await page.getByText('The workspace is as with-1 is.').waitFor()
    expect(project.read('params.yaml')).toContain('lr: 1')
    await button(page, 'Branch').click()
    await page.getByLabel('Name of the branch').fill('tried')
    await page.getByText('sterna exp branch with-1 tried').waitFor()
    await button(page, 'Branch now').click()
    await page.getByText('There is a branch tried now.').waitFor()
    expect(heard).toEqual([])
    await button(page, 'Remove').click()
    await page.keyboard.press('Escape')
    expect((await project.run('exp list')).stdout).toContain('with-1')
    await button(page, 'Remove').click()
    await button(page, 'Remove now').click()
    await page.waitForURL(/experiments/)
    expect((await project.run('exp list')).stdout).not.toContain('with-1')
    project.git('checkout', '--', '.')
    await project.run('checkout -q')
  })

  it('says why something was not done, beside the button', async () => {
    const { page } = await open('/runs/with-3')
    await button(page, 'Branch').click()
    await page.getByLabel('Name of the branch').fill('tried')
    await button(page, 'Branch now').click()
    await page.getByText("Git branch 'tried' already exists.").waitFor()
    await page.getByText('Choose another name: sterna exp branch with-3 NAME').waitFor()
  })

  it('tells how a run came about, with hashes and the commands that get it again', async () => {
    const { page } = await open('/runs/with-3?tab=facts')
    await page.getByRole('row', { name: /^model/ }).waitFor()
    await page.getByRole('row', { name: /^train ran/ }).waitFor()
    expect(await page.getByRole('main').textContent()).toContain('sterna exp apply with-3')
    expect(await page.locator('footer code').textContent()).toBe('$ sterna exp describe with-3')
  })

  it.each([
    '/queue',
    '/runs/with-3',
    '/runs/with-3?tab=facts',
    '/runs/long?tab=log&find=step',
    '/runs/workspace',
    '/runs/nobody',
  ])('has no fault that axe finds at %s, light and dark, narrow and large', async (where) => {
    for (const { colorScheme, viewport } of looks) {
      const { page } = await open(where, { colorScheme, viewport })
      await page.getByRole('main').getByRole('heading').first().waitFor({ state: 'attached' })
      if (where.includes('find')) await page.locator('mark').first().waitFor()
      const variation = button(page, 'Queue a variation')
      if (where === '/runs/workspace') await variation.click()
      expect(await findingsOfAxe(page), `${colorScheme} ${viewport.width}`).toEqual([])
      const { whole, seen } = await widthsOf(page)
      expect(whole).toBeLessThanOrEqual(seen)
    }
  })
})
