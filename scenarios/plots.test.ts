import { createContext, runInContext } from 'node:vm'
import { makeProject, type TestProject } from '@sterna/testkit'
import { afterEach, describe, expect, it } from 'vitest'
import { plotDefinitions } from './plot-definitions.ts'

let project: TestProject
afterEach(() => project.remove())

const losses = 'step,loss,acc\n0,2.5,0.1\n1,1.25,0.4\n2,0.75,0.6\n'

describe('a person who looks at curves', () => {
  it('gets a page of what the pipeline defines, and hears what is missing', async () => {
    project = await makeProject({
      'dvc.yaml':
        'plots:\n- loss.csv: {x: step, y: loss}\n- gone.csv\n- one.json\n- both: {y: {loss.csv: [loss, accuracy]}}\n',
      'loss.csv': losses,
      'one.json': '{"loss": 1}',
    })
    const { shown } = await project.run('plots show')
    expect(shown.replace(/file:.*?project/, '<url>')).toMatchInlineSnapshot(`
      "WARNING: DVC failed to load some plots for following revisions: 'workspace'.
      WARNING: In 'workspace', [Errno 2] No such file or directory: 'gone.csv'
      WARNING: In 'workspace', plot 'both': Could not find provided field ('accuracy') in data fields ('step, loss, acc').
      <url>/dvc_plots/index.html"
    `)
    expect(ids(project.read('dvc_plots/index.html')!)).toEqual(['loss_csv', 'gone_csv', 'one_json', 'both'])
  })

  it('is told what a word means that is none of ours', async () => {
    project = await makeProject({ 'loss.csv': losses })
    expect((await project.run('plots show loss.csv -t curve')).shown).toMatchInlineSnapshot(`
      "ERROR: Template 'curve' not found.
      There are simple, linear, confusion, confusion_normalized, scatter, scatter_jitter, smooth, bar_horizontal_sorted, bar_horizontal, and the files of ".dvc/plots"."
    `)
    expect((await project.run('plots templates curve')).shown).toMatchInlineSnapshot(`
      "ERROR: Unexpected template: curve.
      There are simple, linear, confusion, confusion_normalized, scatter, scatter_jitter, smooth, bar_horizontal_sorted, bar_horizontal."
    `)
    expect((await project.run('plots show loss.csv --html-template page.html')).shown).toMatchInlineSnapshot(`
      "ERROR: HTML template '<temp>/project/page.html' does not exist.
      Say another one with --html-template, or: config --unset plots.html_template"
    `)
    project.write({ 'page.html': '<body></body>', 'curve.json': '{}' })
    expect((await project.run('plots show loss.csv --html-template page.html')).shown).toMatchInlineSnapshot(`
      "ERROR: HTML template has to contain '{plot_divs}'.
      Put {plot_divs} into '<temp>/project/page.html' where the plots have to stand."
    `)
    expect((await project.run('plots show loss.csv -t curve.json')).shown).toMatchInlineSnapshot(`
      "ERROR: Template 'curve.json' is not using '<DVC_METRIC_DATA>' anchor
      Put "<DVC_METRIC_DATA>" where its data has to stand."
    `)
    expect((await project.run('plots modify loss.csv -x step')).shown).toMatchInlineSnapshot(`
      "ERROR: Unable to find DVC file with output 'loss.csv'
      It has to be an output of a stage; other files are described under "plots" in dvc.yaml."
    `)
    expect((await project.run('plots show')).shown).toMatchInlineSnapshot(
      `"WARNING: No plots were loaded, visualization file will not be created."`,
    )
  })

  it('hears how to get data that only a remote has', async () => {
    project = await makeProject({ 'dvc.yaml': 'stages:\n  s:\n    cmd: echo\n    plots: [a.csv]\n' })
    expect((await project.run('plots show -o page')).shown).toContain(
      "In 'workspace', 'a.csv' is neither here nor in the cache; to get it: sterna pull a.csv",
    )
  })

  it('changes how an output is drawn, but not where a template makes the stage', async () => {
    project = await makeProject({
      'dvc.yaml':
        'stages:\n  s:\n    cmd: echo\n    outs: [a.csv]\n  g:\n    foreach: [1]\n    do: {cmd: echo, plots: [b.csv]}\n',
      'c.csv': losses,
    })
    await project.run('add c.csv')
    expect((await project.run('plots modify a.csv -x step --title Loss')).shown).toBe('')
    expect(project.read('dvc.yaml')).toContain('plots:\n    - a.csv:\n        x: step\n        title: Loss\n')
    expect((await project.run('plots modify a.csv --unset y')).shown).toMatchInlineSnapshot(
      `"ERROR: display properties ['y'] not found in plot 'a.csv'"`,
    )
    expect((await project.run('plots modify b.csv -x step')).shown).toMatchInlineSnapshot(`
      "ERROR: cannot dump a parametrized stage: 'g@1'
      Change "g" in dvc.yaml by hand."
    `)
    expect((await project.run('plots modify c.csv -x step')).shown).toMatchInlineSnapshot(`
      "ERROR: 'c.csv' is no output of a stage, but of 'c.csv.dvc'.
      Describe it under "plots" in dvc.yaml."
    `)
  })
})

describe('a page', () => {
  it('is drawn without a network, with every template', async () => {
    project = await makeProject({ 'dvc.yaml': plotDefinitions, 'loss.csv': losses, 'more/loss.csv': losses })
    project.git('add', '.')
    project.git('commit', '-qm', 'one')
    project.write({ 'loss.csv': losses.replace('2.5', '</script>') })
    await project.run('plots diff')
    const page = project.read('dvc_plots/index.html')!
    expect(page.replaceAll(/(<script>).*?(?=<\/script>)/gs, '$1')).not.toMatch(/(src|href)=|http/)
    const drawn = await draw(page)
    expect(drawn).toEqual(ids(page))
  })
})

/** Vega-Lite warns of what a template says and a plot has no use for. */
const quietConsole = { ...console, warn: () => undefined }

function ids(page: string): string[] {
  return [...page.matchAll(/<div id="([^"]*)"/g)].map(([, id]) => id!)
}

/** Runs the scripts of a page as a browser does, and draws each specification on nothing. Says which could be drawn. */
async function draw(page: string): Promise<string[]> {
  const elements = [...page.matchAll(/(?:<div id="([^"]*)">\n)?<script>(.*?)<\/script>/gs)]
  const specs: [string, unknown][] = []
  const context = createContext({
    console: quietConsole,
    setTimeout,
    clearTimeout,
    setInterval,
    clearInterval,
    structuredClone,
    URL,
    matchMedia: () => ({ matches: false, addEventListener: () => undefined }),
  })
  for (const [, id, script = ''] of elements) {
    if (id !== undefined) {
      context['document'] = { currentScript: { parentElement: id } }
      context['vegaEmbed'] = (element: string, spec: unknown) => specs.push([element, spec])
    }
    runInContext(script, context)
  }
  context['drawn'] = specs
  const drawAll = `Promise.all(drawn.map(async ([id, spec]) => {
    const view = new vega.View(vega.parse(vegaLite.compile(spec).spec), { renderer: 'none' })
    await view.runAsync()
    const svg = await view.toSVG()
    return svg.includes('<path') ? [id] : []
  }))`
  return ((await runInContext(drawAll, context)) as string[][]).flat()
}
