import * as http from 'node:http'
import type { AddressInfo } from 'node:net'
import { makeCommittedProject, type TestProject } from '@sterna/testkit'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { chromiumProgram } from './browser.ts'
import { stealing, tries } from './hostile-scripts.ts'
import { StudioInBrowser } from './studio-in-browser.ts'

const script = '"><img src=x onerror=hacked=1><script>hacked=1</script>'
const pipeline = `stages:
  train:
    desc: '${script}'
    cmd: "sed s/lr/loss/ params.yaml > metrics.yaml # ${script.replaceAll('"', '')}"
    deps: ['<img src=x onerror=hacked=1>.csv']
    params: [lr]
    metrics: [{metrics.yaml: {cache: false}}]
`
const run = { repo_url: script, baseline_sha: 'a'.repeat(40), name: script, client: 'dvclive' }

describe.skipIf(chromiumProgram === undefined)('whatever a project has in it', () => {
  let project: TestProject
  let shown: StudioInBrowser
  let id: string

  beforeAll(async () => {
    project = await makeCommittedProject({
      'dvc.yaml': pipeline,
      'params.yaml': `lr: 5\n'${script}': '${script}'\n`,
      '<img src=x onerror=hacked=1>.csv': 'a\n1\n',
    })
    project.git('checkout', '-q', '-b', '<img>onerror=hacked')
    await project.run('repro')
    project.git('add', '--all')
    project.git('commit', '--quiet', '--message', script)
    for (const lr of [3, 1]) await project.run(`exp run -q -n <img>hacked=${lr} -S lr=${lr}`)
    shown = await StudioInBrowser.over(project.directory)
    await tell({ type: 'start', message: script, params: { [script]: { [script]: script } } })
    const plots = {
      [`dvclive/plots/metrics/${script}.tsv`]: { data: [{ step: 1, [script]: 1 }] },
      'dvclive/plots/images/a.svg': { image: Buffer.from('<svg onload="hacked=1"/>').toString('base64') },
    }
    await tell({
      type: 'data',
      step: 1,
      plots,
      metrics: { m: { data: { [script]: script } } },
      errors: [{ msg: script }],
    })
    id = (await runs())[0]!.id
  })
  afterEach(() => shown.closePages())
  afterAll(async () => {
    expect(shown.studio.bugs).toEqual([])
    await shown?.close()
    project?.remove()
  })

  const authorization = { authorization: 'Bearer a-token-for-tests' }
  const tell = (fields: object) =>
    fetch(new URL('/api/live', shown.studio.url), {
      method: 'POST',
      headers: authorization,
      body: JSON.stringify({ ...run, ...fields }),
    })

  async function runs(): Promise<readonly { readonly id: string; readonly name: string }[]> {
    const listed = await fetch(new URL('/api/live-runs', shown.studio.url), { headers: authorization })
    return ((await listed.json()) as { runs: { id: string; name: string }[] }).runs
  }

  const open = (where: string) => shown.open(where)

  it.each([
    '/',
    '/experiments',
    `/experiments?where=${encodeURIComponent(script)}`,
    '/experiments?base=<img>hacked=1&sel=<img>hacked=3',
    '/experiments?view=lines',
    '/experiments?view=scatter',
    '/pipeline?open=train',
    '/pipeline?view=table&open=train',
    '/compare?runs=<img>hacked=1,<img>hacked=3',
    `/compare?runs=${encodeURIComponent(script)},main`,
    '/runs',
    `/runs?open=${encodeURIComponent(script)}`,
    `/${encodeURIComponent(script)}`,
  ])('is text at %s, and never a part of the page', async (where) => {
    const { page, heard } = await open(where)
    await page.getByRole('main').getByRole('heading').first().waitFor({ state: 'attached' })
    await page.waitForTimeout(300)
    const found =
      '[document.querySelectorAll("[onerror], [onload], main img, script:not([src])").length, typeof hacked]'
    expect(await page.evaluate(found)).toEqual([0, 'undefined'])
    expect(heard.filter((text) => !/status of 4\d\d/.test(text))).toEqual([])
  })

  it('is shown as it stands there', async () => {
    const { page } = await open(`/runs?open=${id}`)
    await page.getByRole('heading', { name: script }).waitFor()
    await page.getByText(`${script} 1`).first().waitFor()
  })

  it('is not carried out either where a page would try to: no text becomes code, and nothing goes elsewhere', async () => {
    const { page } = await open('/')
    await page.getByRole('heading', { level: 1 }).waitFor()
    const refused = await page.evaluate(tries)
    expect(new Set(refused as string[])).toEqual(
      new Set([
        'script-src',
        'script-src-elem',
        'script-src-attr',
        'connect-src',
        'img-src',
        'frame-src',
        'worker-src',
        'base-uri',
        'object-src',
      ]),
    )
    expect(await page.evaluate('typeof hacked')).toBe('undefined')
  })

  it('is no page when an answer is opened as one', async () => {
    const { page, heard } = await open('/api/live-runs')
    expect(await page.evaluate('[typeof hacked, document.contentType, origin]')).toEqual([
      'undefined',
      'application/json',
      'null',
    ])
    expect(heard).toEqual([])
  })

  it('cannot be had by a page of another port, although the browser sends it the cookie', async () => {
    const { page, context } = await open('/')
    await page.getByRole('heading', { level: 1 }).waitFor()
    const other = http.createServer((_, answer) => answer.setHeader('content-type', 'text/html').end('<body></body>'))
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
    const foreign = await context.newPage()
    await foreign.goto(`http://127.0.0.1:${(other.address() as AddressInfo).port}/`)
    const got = await foreign.evaluate(`(${stealing})(${JSON.stringify(new URL(shown.studio.url).origin)})`)
    expect((await runs()).map(({ name }) => name)).toEqual([script])
    expect(got).toEqual({
      fetch: 'TypeError',
      silent: 'TypeError',
      post: 'TypeError',
      events: 'error',
      script: 'error',
      image: 'error',
      frame: 'closed',
    })
    other.close()
  })
})
