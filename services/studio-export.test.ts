import * as fs from 'node:fs'
import * as path from 'node:path'
import { gzipSync } from 'node:zlib'
import { exportStudio } from '@sterna/server'
import { makeCommittedProject, type TestProject } from '@sterna/testkit'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { studioWords } from '../cli/src/show/studio-words.ts'
import { chromiumProgram, firstRows, OpenBrowser } from './browser.ts'
import { type FolderServer, serveFolder } from './folder-server.ts'
import { builtPages } from './studio-pages.ts'

const pipeline = `stages:
  train:
    cmd: "sed 's/lr/loss/' params.yaml > metrics.yaml"
    params: [lr]
    metrics: [{metrics.yaml: {cache: false}}]
`

describe.skipIf(chromiumProgram === undefined)('an export of the studio, on a plain file server', () => {
  let project: TestProject
  let pages: string
  let site: string
  let server: FolderServer
  let browser: OpenBrowser

  beforeAll(async () => {
    pages = await builtPages()
    project = await makeCommittedProject({
      'dvc.yaml': pipeline,
      'params.yaml': 'lr: 5\n',
      'sterna.yaml': 'metrics:\n  loss: min\n',
    })
    await project.run('remote add -d store ../store-beside')
    await project.run('repro')
    project.git('add', '--all')
    project.git('commit', '--quiet', '--message', 'run')
    for (const lr of [3, 1, 4]) await project.run(`exp run -q -n with-${lr} -S lr=${lr}`)
    project.git('checkout', '--', '.')
    site = path.join(pages, '../', `${path.basename(pages)}-site`)
    const { signal } = new AbortController()
    await exportStudio({ directory: project.directory, pages, words: studioWords, version: '0.0.0', to: site, signal })
    server = await serveFolder(site)
    browser = await OpenBrowser.launch()
  })
  afterEach(() => browser.closePages())
  afterAll(async () => {
    await browser?.close()
    server?.close()
    project?.remove()
    for (const one of [pages, site]) fs.rmSync(one, { recursive: true, force: true })
  })

  const open = (where: string) => browser.open(`${server.url}#${where}`, server.url)

  it('says when it was made, and leads from page to page', async () => {
    const { page, heard } = await open('/')
    await page.getByRole('heading', { name: 'All current. Nothing waits for you' }).waitFor()
    await page.getByText(/^Exported 20\d\d-/).waitFor()
    await page.getByRole('navigation').getByRole('link', { name: 'Pipeline' }).click()
    await page.getByText('train').first().waitFor()
    await page.keyboard.press('Tab')
    await page.getByRole('link', { name: 'Skip to the page' }).press('Enter')
    expect(page.url()).toContain('#/pipeline')
    expect(heard).toEqual([])
  })

  it('sorts and filters experiments as the studio does, and says where a filter is wrong', async () => {
    const { page, heard } = await open('/experiments')
    await page.getByRole('button', { name: 'loss' }).click()
    await expect.poll(() => firstRows(page, 5)).toEqual(['workspace', 'main', 'with-1', 'with-3', 'with-4'])
    await page.getByRole('searchbox').fill('params.lr > 2')
    await expect.poll(() => firstRows(page, 4)).toEqual(['main', 'with-3', 'with-4'])
    await page.reload()
    await expect.poll(() => firstRows(page, 4)).toEqual(['main', 'with-3', 'with-4'])
    await page.getByRole('searchbox').fill('metrics.lss > 1')
    await page.getByText("Unknown column 'lss' There are: loss").waitFor()
    expect(heard).toEqual([])
  })

  it('compares runs, also with all but values that differs', async () => {
    const { page, heard } = await open('/compare?runs=main,with-1,with-3')
    await page.getByRole('heading', { name: '2 runs against main' }).waitFor()
    await page.getByText('−4 better').waitFor()
    await page.getByRole('button', { name: 'with-3' }).first().click()
    await page.getByRole('heading', { name: '2 runs against with-3' }).waitFor()
    expect(await page.getByText('Not exported').count()).toBe(0)
    expect(heard).toEqual([])
  })

  it('tells nothing of where it was made, nor any token', () => {
    for (const name of fs.readdirSync(path.join(site, 'answers'))) {
      const text = fs.readFileSync(path.join(site, 'answers', name), 'utf8')
      expect(text).not.toContain(project.directory)
      expect(text).not.toContain('token')
      expect(text).not.toContain('store-beside')
    }
  })

  it('goes over the wire in less than 300 KB without what it shows, whichever page is looked at', () => {
    const files = fs.readdirSync(site, { recursive: true, encoding: 'utf8' }).map((name) => path.join(site, name))
    const ours = files.filter((file) => fs.statSync(file).isFile() && !file.includes('/answers/'))
    const sizes = ours.map((file) => [path.basename(file), sentBytes(file)] as const)
    const isPage = (name: string) => /^[A-Z]/.test(name)
    const shared = sizes.filter(([name]) => !isPage(name)).reduce((sum, [, bytes]) => sum + bytes, 0)
    expect(shared + Math.max(...sizes.filter(([name]) => isPage(name)).map(([, bytes]) => bytes))).toBeLessThan(300_000)
  })
})

function sentBytes(file: string): number {
  const content = fs.readFileSync(file)
  return file.endsWith('.woff2') ? content.length : gzipSync(content).length
}
