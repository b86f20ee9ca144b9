import * as fs from 'node:fs'
import * as path from 'node:path'
import { gzipSync } from 'node:zlib'
import { makeCommittedProject, type TestProject } from '@sterna/testkit'
import type { BrowserContextOptions } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { chromiumProgram, findingsOfAxe, firstRows, looks, widthsOf } from './browser.ts'
import { StudioInBrowser } from './studio-in-browser.ts'
import { openStudio } from './studio-pages.ts'

const pipeline = `stages:
  prepare:
    cmd: cp raw.csv clean.csv
    deps: [raw.csv]
    outs: [clean.csv]
  train:
    desc: fits a line
    cmd: "sed 's/lr/loss/' params.yaml > metrics.yaml; cp clean.csv model"
    deps: [clean.csv]
    params: [lr]
    outs: [model]
    metrics: [{metrics.yaml: {cache: false}}]
`

describe.skipIf(chromiumProgram === undefined)('the studio in a browser', () => {
  let project: TestProject
  let shown: StudioInBrowser

  beforeAll(async () => {
    project = await makeCommittedProject({
      'dvc.yaml': pipeline,
      'params.yaml': 'lr: 5\nseed: 1\n',
      'raw.csv': 'a\n1\n',
      'sterna.yaml': 'metrics:\n  loss: min\n',
    })
    await project.run('repro')
    project.git('add', '--all')
    project.git('commit', '--quiet', '--message', 'run')
    for (const lr of [3, 1, 4]) await project.run(`exp run -q -n with-${lr} -S lr=${lr}`)
    project.git('checkout', '--', '.')
    await project.run('checkout -q')
    shown = await StudioInBrowser.over(project.directory)
    await tell({ type: 'start' })
    const data = [
      { step: 0, loss: 1 },
      { step: 1, loss: 0.5 },
    ]
    await tell({ type: 'data', step: 1, plots: { 'dvclive/plots/metrics/loss.tsv': { data } } })
  })
  afterEach(() => shown.closePages())
  afterAll(async () => {
    expect(shown.studio.bugs).toEqual([])
    await shown?.close()
    project?.remove()
  })

  /** As DVCLive does it. */
  async function tell(fields: object): Promise<void> {
    const run = { repo_url: 'r', baseline_sha: 'a'.repeat(40), name: 'brisk-tern', client: 'dvclive' }
    await fetch(new URL('/api/live', shown.studio.url), {
      method: 'POST',
      headers: { authorization: 'token a-token-for-tests' },
      body: JSON.stringify({ ...run, ...fields }),
    })
  }

  const open = (where: string, options?: BrowserContextOptions) => shown.open(where, options)

  it('opens at what is true now, and asks for nothing elsewhere', async () => {
    const { page, heard } = await open('/')
    await page.getByRole('heading', { name: 'All current. Nothing waits for you' }).waitFor()
    expect(page.url()).not.toContain('token')
    expect(await page.getByRole('navigation').getByRole('link').allTextContents()).toEqual([
      'Home',
      'Pipeline',
      'Experiments3',
      'Data',
      'Live runs1 running',
    ])
    expect(heard).toEqual([])
  })

  it('finds the best experiment, and keeps in its address how it was found', async () => {
    const { page, heard } = await open('/experiments')
    await page.getByRole('button', { name: 'loss' }).click()
    await expect.poll(() => firstRows(page, 5)).toEqual(['workspace', 'main', 'with-1', 'with-3', 'with-4'])
    expect(new URL(page.url()).search).toBe('?sort=loss')
    await page.getByRole('button', { name: 'Compare the others with main' }).click()
    await page.getByText('−4 better').waitFor()
    await page.getByRole('searchbox').fill('params.lr > 2')
    await expect.poll(() => firstRows(page, 4)).toEqual(['main', 'with-3', 'with-4'])
    expect(await page.locator('footer code').textContent()).toBe(
      "$ sterna exp show -A --filter 'params.lr > 2' --sort-by loss",
    )
    await page.reload()
    await expect.poll(() => firstRows(page, 4)).toEqual(['main', 'with-3', 'with-4'])
    expect(heard).toEqual([])
  })

  it('says where a filter is wrong, and leaves the rows of the filter before', async () => {
    const { page } = await open('/experiments?where=params.lr>3')
    await page.getByText('1 of 3').waitFor()
    await page.getByRole('searchbox').fill('metrics.lss > 1')
    await page.getByText("Unknown column 'lss' There are: loss").waitFor()
    await page.getByRole('searchbox').fill('params.lr > 100')
    await page.getByRole('heading', { name: 'No run matches' }).waitFor()
    await page.getByRole('button', { name: 'Clear filter' }).click()
    expect(await firstRows(page, 5)).toHaveLength(5)
  })

  it('shows why a stage is stale as soon as a file is edited beside it', async () => {
    const { page, heard } = await open('/pipeline?open=train')
    await page.getByText('Nothing differs from what is recorded.').waitFor()
    project.write({ 'params.yaml': 'lr: 7\nseed: 1\n' })
    await page.getByText('params.yaml: lr 5 → 7').waitFor()
    await page.getByRole('heading', { name: '1 of 2 stages must run' }).waitFor()
    await page.getByRole('button', { name: 'prepare' }).click()
    await page.getByRole('heading', { name: 'prepare is fresh' }).waitFor()
    await page.goBack()
    await page.getByRole('heading', { name: 'train must run' }).waitFor()
    project.git('checkout', '--', 'params.yaml')
    await page.getByRole('heading', { name: 'All 2 stages are fresh' }).waitFor()
    expect(heard).toEqual([])
  })

  it('shows an experiment that is made while somebody looks', async () => {
    const { page } = await open('/experiments')
    expect(await firstRows(page, 9)).toHaveLength(5)
    await project.run('exp run -q -n meanwhile -S lr=9')
    await page.getByText('meanwhile').waitFor()
    await project.run('exp remove meanwhile')
    project.git('checkout', '--', '.')
    await project.run('checkout -q')
    await expect.poll(() => firstRows(page, 9)).toHaveLength(5)
  })

  it('is worked by keys alone', async () => {
    const { page } = await open('/')
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.keyboard.press('g')
    await page.keyboard.press('e')
    await page.waitForURL(/experiments/)
    await firstRows(page, 1)
    await page.keyboard.press('/')
    await page.keyboard.type('params.lr == 4')
    await page.getByText('1 of 3').waitFor()
    await page.getByRole('button', { name: 'Compare the others with main' }).focus()
    await page.keyboard.press('j')
    await page.keyboard.press('k')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.waitForURL(/base=with-4/)
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keys' }).waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('t')
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark')
  })

  it('compares what is selected: values, and in words what else differs', async () => {
    const { page, heard } = await open('/experiments?base=main')
    await page.getByLabel('Select with-1').check()
    await page.getByLabel('Select with-3').check()
    await page.getByLabel('Select with-3').press('c')
    await page.getByRole('heading', { name: '2 runs against main' }).waitFor()
    expect(new URL(page.url()).searchParams.get('runs')).toBe('with-1,with-3,main')
    const loss = page.getByRole('row', { name: /^loss/ })
    expect((await loss.getByRole('cell').allTextContents()).map((text) => text.trim())).toEqual([
      '1−4 better',
      '3−2 better',
      '5',
    ])
    await page.getByText('the same in all of them').waitFor()
    expect(await page.getByRole('region', { name: 'with-1 against main' }).textContent()).toContain(
      'Neither data, code',
    )
    await page.getByRole('button', { name: 'with-3', exact: true }).first().click()
    await page.getByRole('heading', { name: '2 runs against with-3' }).waitFor()
    await page.goBack()
    expect(heard).toEqual([])
  })

  it('draws runs as lines, and keeps those that lead to what one wants', async () => {
    const { page, heard } = await open('/experiments')
    await page.getByRole('button', { name: 'Lines' }).click()
    await page.getByText('5 runs over 2 columns').waitFor({ state: 'attached' })
    await page.getByLabel('loss to').fill('3')
    await page.getByLabel('loss to').press('Enter')
    await page.getByText('2 of 5 runs').waitFor()
    expect(new URL(page.url()).searchParams.get('brush')).toBe('metrics:metrics.yaml:loss@..3')
    const axis = await page.locator('canvas').last().boundingBox()
    await page.mouse.move(axis!.x + axis!.width - 64, axis!.y + axis!.height - 4)
    await page.mouse.down()
    await page.mouse.move(axis!.x + axis!.width - 64, axis!.y + axis!.height / 2 + 60, { steps: 4 })
    await page.mouse.up()
    await page.getByText('1 of 5 runs').waitFor()
    await page.getByRole('button', { name: 'Keep only these' }).click()
    await page.getByText('1 of 3').waitFor()
    await page.getByRole('button', { name: 'Table' }).click()
    await expect.poll(() => firstRows(page, 9)).toEqual(['main', 'with-1'])
    expect(heard).toEqual([])
  })

  it('draws runs as points, and selects one that is pressed', async () => {
    const { page, heard } = await open('/experiments?view=scatter&sel=with-3')
    await page.getByText('5 runs').waitFor()
    const plane = await page.locator('canvas').last().boundingBox()
    const corner = [plane!.x + 64, plane!.y + plane!.height - 44] as const
    await expect
      .poll(async () => {
        await page.mouse.move(corner[0] + 30, corner[1])
        await page.mouse.move(...corner)
        return page.getByText('with-1').count()
      })
      .toBe(1)
    await page.mouse.click(...corner)
    await page.waitForURL(({ searchParams }) => searchParams.get('sel') === 'with-3,with-1')
    expect(await page.getByLabel('Up').inputValue()).toBe('metrics:metrics.yaml:loss')
    expect(heard).toEqual([])
  })

  it('draws what a run tells of itself, as it tells it', async () => {
    const { page, heard } = await open('/runs')
    await page.getByRole('button', { name: /^brisk-tern running/ }).waitFor()
    await page.getByText('2 values, from 1 to 0.5').waitFor({ state: 'attached' })
    await tell({
      type: 'data',
      step: 2,
      plots: { 'dvclive/plots/metrics/loss.tsv': { data: [{ step: 2, loss: 0.25 }] } },
    })
    await page.getByText('3 values, from 1 to 0.25').waitFor({ state: 'attached' })
    await tell({ type: 'done' })
    await page.getByRole('heading', { name: 'Nothing runs now' }).waitFor()
    expect(heard).toEqual([])
  })

  it('says so when the server is gone, and goes on when it is back', async () => {
    const other = await openStudio(project.directory, shown.pages)
    const { page } = await open('/')
    await page.goto(other.at('/'))
    await page.getByRole('heading', { level: 1 }).waitFor()
    await other.close()
    await page.getByText('Not connected to the studio.').waitFor()
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('All current')
  })

  it.each([
    '/',
    '/experiments',
    '/experiments?where=x',
    '/experiments?view=lines&brush=metrics:metrics.yaml:loss@..3',
    '/experiments?view=scatter',
    '/pipeline?open=train',
    '/pipeline?view=table',
    '/compare?runs=main,with-1,with-3',
    '/compare',
    '/runs',
    '/nothing',
  ])('has no fault that axe finds at %s, light and dark, narrow and large', async (where) => {
    for (const { colorScheme, viewport } of looks) {
      const { page } = await open(where, { colorScheme, viewport })
      await page.getByRole('main').getByRole('heading').first().waitFor({ state: 'attached' })
      expect(await findingsOfAxe(page), `${colorScheme} ${viewport.width}`).toEqual([])
      const { whole, seen } = await widthsOf(page)
      expect(whole).toBeLessThanOrEqual(seen)
    }
  })

  it('takes script in names for text', async () => {
    project.write({ 'params.yaml': 'lr: "<img src=x onerror=alert(1)>"\nseed: 1\n' })
    const { page, heard } = await open('/pipeline?open=train')
    await page.getByText('<img src=x onerror=alert(1)>').first().waitFor()
    expect(heard).toEqual([])
    project.git('checkout', '--', 'params.yaml')
  })

  it('has scripts that are as small as they are said to be', () => {
    const sizeOf = (name: string) => gzipSync(fs.readFileSync(path.join(shown.pages, 'assets', name))).length
    const scripts = fs.readdirSync(path.join(shown.pages, 'assets')).filter((name) => name.endsWith('.js'))
    const shell = new Set<string>()
    const take = (text: string) => {
      for (const name of scripts)
        if (new RegExp(`(?:src="|href="|from\\s*"|import\\s*")[^"]*${name}"`).test(text) && !shell.has(name)) {
          shell.add(name)
          take(fs.readFileSync(path.join(shown.pages, 'assets', name), 'utf8'))
        }
    }
    take(fs.readFileSync(path.join(shown.pages, 'index.html'), 'utf8'))
    const lazy = scripts.filter((name) => !shell.has(name)).map(sizeOf)
    expect(shell.size).toBeGreaterThan(0)
    expect([...shell].reduce((sum, name) => sum + sizeOf(name), 0)).toBeLessThan(150_000)
    expect(Math.max(...lazy)).toBeLessThan(350_000)
  })
})
