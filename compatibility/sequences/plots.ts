import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { commitAll, git, type HandStep, remove, run, type Sequence, sequence, shell, write } from '../sequence.ts'

const begin = [run('init'), commitAll('begin')]
const md5 = (text: string) => createHash('md5').update(text).digest('hex')
const csv = (...rows: string[]) => `${rows.join('\n')}\n`
const losses = csv('step,loss,acc', '0,2.5,0.1', '1,1.25,0.4', '2,0.75,0.6')
const fewerLosses = csv('step,loss,acc', '0,2.25,0.2', '1,1.5,0.5')
const nested = '{"train": [{"s": 0, "a": 1.0}, {"s": 1, "a": 2}], "x": {"y": [{"z": 1}, {"z": 1e-07}]}, "n": 3}'

/** What a page shows, in a file that can be compared: by id the specification, or the images with their revisions. */
function readPage(directory: string): HandStep {
  return {
    kind: 'hand',
    act: (world) => {
      const file = path.join(world.directory, directory, 'index.html')
      const shown = fs.existsSync(file) ? [...elements(fs.readFileSync(file, 'utf8'))] : []
      fs.rmSync(file, { force: true })
      const text = JSON.stringify(shown, sortedKeys, 1).replaceAll(path.dirname(world.directory), '<world>')
      fs.writeFileSync(path.join(world.directory, `page-of-${directory.replaceAll('/', '-')}.json`), `${text}\n`)
    },
  }
}

function* elements(page: string) {
  for (const [, id, element = ''] of page.matchAll(/<div\s+id\s*=\s*"([^"]*)"(.*?)(?=<div\s+id|<\/body|$)/gs)) {
    const spec = /var spec = (.*);$/m.exec(element)?.[1]
    const images = [...element.matchAll(/<p>([^<]*)<\/p>\s*<img src="([^"]*)"/g)].map(([, ...image]) => image)
    yield {
      id,
      spec: spec === undefined || spec === '{}' ? null : JSON.parse(spec.replaceAll(/\bNaN\b/g, '"NaN"')),
      images,
    }
  }
}

function sortedKeys(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
}

const everyKind = `plots:
- a.csv
- nope.csv
- broken.json
- broken.yaml
- empty.json
- empty-list.json
- no-rows.json: {y: a}
- text.yaml
- bytes.csv
- images
- note.txt
- j.json: {x: s, y: [a, z]}
- p.py
- t.toml: {y: v}
- tabs.tsv: {x: step, y: loss, title: With tabs, x_label: steps}
- quoted.csv
- missing field: {y: {a.csv: q}}
- several: {x: {a.csv: step}, y: {a.csv: [loss, acc]}, y_label: both, title: Several}
- of files: {x: s, y: {j.json: a, more/k.json: a}}
- only files: {y: {more/k.json: a, more/l.json: a}}
- two x: {x: {a.csv: step, j.json: s}, y: {a.csv: loss}}
- x for each: {x: {j.json: s, more/k.json: a}, y: {j.json: a, more/k.json: s}}
- joined: {x: {j.json: s}, y: {a.csv: loss}}
- no directory
stages:
  make:
    cmd: echo hi
    plots:
    - bare.csv: {header: false, cache: false, x: "0", y: "1"}
    - gone.csv
`
const everyFile = {
  'dvc.yaml': everyKind,
  'a.csv': losses,
  'tabs.tsv': losses.replaceAll(',', '\t'),
  'bare.csv': csv('0,1', '1,2'),
  'j.json': nested,
  'more/k.json': '[{"s": 0, "a": 1}, {"s": 1, "a": NaN}]',
  'more/l.json': '[{"s": 0, "a": true}, {"s": 1, "a": null}]',
  'no-rows.json': '{"a": 1}',
  'broken.json': '{',
  'broken.yaml': 'a: [',
  'empty.json': '[]',
  'empty-list.json': '{"k": []}',
  'text.yaml': 'abc\n',
  'bytes.csv': Buffer.from([0xff, 0xfe, 0x0a]),
  'p.py': 'points = [{"x": 1, "y": 2.5}, {"x": 2, "y": 3}]\n',
  't.toml': '[[rows]]\nv = 1.0\n[[rows]]\nv = 2\n',
  'quoted.csv': 'name,"a ""b"""\r\n"x\ny",1\r\n\r\n"z,", 2\r\nshort\r\nü,3\r\n',
  'images/10.png': 'ten',
  'images/2.png': 'two',
  'images/3.svg': 'b',
  'note.txt': 'hello\n',
}

const trained = `plots:
- loss.csv: {x: step, y: loss}
- both: {x: step, y: {loss.csv: [loss, acc], acc.csv: acc}, template: scatter}
- confused.json: {template: confusion, x: actual, y: predicted}
`
const confused = '[{"actual": "cat", "predicted": "dog"}, {"actual": "cat", "predicted": "cat"}]'
const inTwoCommits = [
  ...begin,
  write({ 'dvc.yaml': trained, 'loss.csv': losses, 'acc.csv': losses, 'confused.json': confused, 'i/x.png': 'old' }),
  commitAll('one'),
  write({ 'loss.csv': fewerLosses, 'i/x.png': 'new', 'dvc.yaml': `${trained}- i\n` }),
  commitAll('two'),
]

/** Templates that use every anchor in their own way. */
const ownTemplates = {
  '.dvc/plots/mine.json':
    '{"data": {"values": "<DVC_METRIC_DATA>"}, "title": "of <DVC_METRIC_TITLE>", "usermeta": ["<DVC_METRIC_X>", ["<DVC_METRIC_Y>"], "not <DVC_METRIC_X>"], "x": {"label": "<DVC_METRIC_X_LABEL>"}}',
  '.dvc/plots/all.json': JSON.stringify({
    data: { values: '<DVC_METRIC_DATA>' },
    ...Object.fromEntries(
      'COLOR COLUMN GROUP_BY_X GROUP_BY_Y GROUP_BY PIVOT_FIELD PLOT_HEIGHT PLOT_WIDTH ROW SHAPE STROKE_DASH TOOLTIP ZOOM_AND_PAN X Y X_LABEL Y_LABEL TITLE'
        .split(' ')
        .map((name) => [name.toLowerCase(), `<DVC_METRIC_${name}>`]),
    ),
  }),
  '.dvc/plots/bare.json': '{"title": "<DVC_METRIC_TITLE>"}',
  'here.json': '{"data": {"values": "<DVC_METRIC_DATA>"}, "color": "<DVC_METRIC_COLOR>"}',
}

/** Plots: what defines them, data, templates, revisions, pages. */
export const plotSequences: readonly Sequence[] = [
  sequence('plots of every kind of file', [
    ...begin,
    write(everyFile),
    run('plots show --json'),
    run('plots show --json --split'),
    run('plots show -q'),
    readPage('dvc_plots'),
  ]),
  sequence('templates of plots', [
    ...begin,
    run('plots templates', 'lines'),
    ...'simple linear confusion confusion_normalized scatter scatter_jitter smooth bar_horizontal_sorted bar_horizontal'
      .split(' ')
      .map((name) => run(`plots templates ${name}`, 'lines')),
    run('plots templates nope'),
  ]),
  sequence('every template with one source and with several', [
    ...begin,
    write({
      'dvc.yaml': everyKind,
      'a.csv': losses,
      'j.json': nested,
      'more/k.json': '[{"s": 0, "a": 1}]',
      ...ownTemplates,
    }),
    ...[
      'simple',
      'confusion',
      'confusion_normalized',
      'scatter',
      'scatter_jitter',
      'bar_horizontal',
      'mine',
      'all',
      'here.json',
    ].flatMap((name) => [
      run(`plots show --json -t ${name} a.csv several 'x for each'`),
      run(`plots show --json --split -t ${name} a.csv several 'x for each'`),
    ]),
    run('plots show --json -t bare a.csv'),
    run('plots show --json -t bare --split a.csv'),
    run('plots show --json -t nope a.csv'),
    run('plots show --json -t .dvc/plots/all.json a.csv'),
    write({ '.dvc/plots/mine.json': '{' }),
    run('plots show --json -t mine a.csv'),
  ]),
  sequence('plots with other properties', [
    ...begin,
    write({
      'a.csv': losses,
      'bare.csv': csv('0,1', '1,2'),
      'odd.json': '[{"a.b": 1, "c[0]": 2}, {"a.b": 2, "c[0]": 3}]',
    }),
    run('plots show --json a.csv -x step -y loss --title Title --x-label below --y-label beside'),
    run('plots show --json a.csv -y nope'),
    run('plots show --json bare.csv --no-header'),
    run('plots show --json bare.csv'),
    run("plots show --json odd.json -x a.b -y 'c[0]' -t simple"),
    run('plots show --json nope.csv'),
    run('plots show --json ./a.csv'),
    run('plots show --json'),
    run('plots show'),
    run('plots show --show-vega a.csv', 'json'),
    run('plots show --show-vega'),
    run('plots show --show-vega a.csv bare.csv'),
    run('plots show --show-vega --json a.csv'),
  ]),
  sequence('targets of plots', [
    ...begin,
    write({
      'dvc.yaml': 'plots:\n- a.csv\n- ab: {y: {a.csv: loss}}\n- abc: {y: {a.csv: acc}}\n- d\n- d/x.csv: {y: loss}\n',
      'a.csv': losses,
      'd/x.csv': losses,
      'd/y.csv': losses,
      'd/e/z.csv': losses,
      'other.csv': losses,
    }),
    run('plots show --json ab'),
    run('plots show --json abc'),
    run('plots show --json a.csv'),
    run("plots show --json 'd.*z'"),
    run('plots show --json d'),
    run('plots show --json d/x.csv'),
    run('plots show --json other.csv nope'),
    run('plots show --json dvc.yaml::ab'),
    run('plots show --json'),
    run('--cd d plots show --json'),
    run('--cd d plots show --json x.csv'),
  ]),
  sequence('plots diff', [
    ...inTwoCommits,
    run('plots diff --json'),
    run('plots diff --json HEAD~1'),
    run('plots diff --json HEAD~1 HEAD'),
    run('plots diff --json --split main HEAD~1 workspace'),
    run('plots diff --json HEAD HEAD'),
    run('plots diff --json HEAD workspace --targets loss.csv both'),
    run(
      'plots diff --json HEAD --targets confused -t confusion_normalized -x predicted --y-label l --title t --x-label m',
    ),
    write({ 'loss.csv': losses }),
    run('plots diff --json'),
    run('plots diff --json HEAD~1 HEAD~2'),
    run('plots diff --json nope'),
    run('plots diff --json -e HEAD'),
    run('plots diff --show-vega --targets loss.csv', 'json'),
    run('plots diff --json --targets loss.csv -y 1 --no-header'),
    run('plots diff -o page HEAD~1'),
    readPage('page'),
  ]),
  sequence('an editor draws plots', [
    ...inTwoCommits,
    run('plots diff main HEAD~1 -o .dvc/tmp/plots --split --json'),
    write({ 'loss.csv': losses }),
    run('plots diff workspace HEAD HEAD~1 -o .dvc/tmp/plots --split --json'),
  ]),
  sequence('plots whose definition has changed', [
    ...begin,
    write({
      'dvc.yaml': 'plots:\n- p: {x: step, y: {a.csv: loss}, title: old}\n',
      'a.csv': losses,
      'b.csv': fewerLosses,
    }),
    commitAll('one'),
    write({ 'dvc.yaml': 'plots:\n- p: {y: {b.csv: acc}}\n- q: {y: {b.csv: acc}}\n' }),
    run('plots diff --json HEAD'),
    git('rm -q --cached a.csv'),
    remove('a.csv'),
    run('plots diff --json HEAD'),
    write({ 'dvc.yaml': 'plots: {}\n' }),
    run('plots diff HEAD'),
    readPage('dvc_plots'),
    run('plots show'),
    readPage('dvc_plots'),
  ]),
  sequence('plots of outputs', [
    ...begin,
    write({
      'dvc.yaml':
        'stages:\n  s:\n    cmd: mkdir -p d && cp a.csv o.csv && cp a.csv d/p.csv && cp a.csv d/q.csv && cp a.csv k.csv\n    plots:\n    - o.csv: {x: step, y: loss}\n    - d\n    - k.csv: {cache: false, template: simple}\n    - never.csv: {persist: true}\n',
      'a.csv': losses,
    }),
    shell('sed -i "/never/d" dvc.yaml'),
    run('repro'),
    commitAll('one'),
    run('plots show --json'),
    write({ 'a.csv': fewerLosses }),
    run('repro'),
    run('plots diff --json HEAD'),
    remove('o.csv', 'd'),
    run('plots show --json'),
    run('plots show --json d/p.csv'),
    run('plots diff --json HEAD'),
    run('plots show --json d'),
  ]),
  sequence('plots in folders', [
    ...begin,
    write({
      'dvc.yaml': 'plots:\n- a.csv\n- p: {y: {sub/a.csv: loss}}\n- sub/images\n',
      'sub/dvc.yaml':
        'plots:\n- a.csv\n- p: {y: {a.csv: acc, deep/b.csv: acc}}\n- images\nstages:\n  s:\n    wdir: deep\n    cmd: echo\n    plots: [b.csv, ../own.csv]\n',
      'a.csv': losses,
      'sub/a.csv': fewerLosses,
      'sub/deep/b.csv': fewerLosses,
      'sub/own.csv': losses,
      'sub/images/1.png': 'one',
    }),
    run('plots show --json'),
    run('--cd sub plots show --json'),
    run('--cd sub/deep plots show --json'),
    run('--cd sub plots show --json a.csv'),
    run('plots show --json sub/dvc.yaml::p'),
    commitAll('one'),
    run('--cd sub plots diff --json HEAD'),
  ]),
  sequence('pages of plots', [
    ...inTwoCommits,
    run('plots show', 'lines'),
    readPage('dvc_plots'),
    run('plots diff HEAD~1 --targets loss.csv i -o ../beside'),
    run('plots diff HEAD~1 --targets loss.csv -o own --html-template .dvc/page.html'),
    write({ '.dvc/page.html': '<p>{scripts}</p>{plot_divs}{refresh_tag}</body>', 'bad.html': 'nothing' }),
    run('plots diff HEAD~1 --targets loss.csv -o own --html-template .dvc/page.html'),
    readPage('own'),
    run('plots show loss.csv i -o shown'),
    readPage('shown'),
    run('config plots.out_dir elsewhere'),
    run('plots show both', 'lines'),
    readPage('elsewhere'),
    run('plots show --json i'),
    run('config plots.html_template page.html'),
    run('plots show loss.csv'),
    readPage('elsewhere'),
    run('plots show loss.csv --html-template bad.html'),
    run('plots show loss.csv --html-template gone.html'),
  ]),
  sequence('plots modify', [
    ...begin,
    write({
      'dvc.yaml':
        '# mine\nstages:\n  s:\n    cmd: echo\n    outs:\n    - o.csv # an output\n    - n.csv\n    metrics:\n    - m.json:\n        cache: false\n    plots:\n    - p.csv:\n        cache: false\n        x: a # x\n    frozen: true\n  t:\n    foreach: [1]\n    do: {cmd: echo, plots: ["g${item}.csv"]}\n',
    }),
    run('plots modify p.csv -y b --title Title'),
    run('plots modify o.csv -t scatter -x a'),
    run('plots modify m.json --x-label l --y-label m --no-header'),
    run('plots modify p.csv --unset x y'),
    run('plots modify p.csv --unset zz'),
    run('plots modify p.csv --unset title -x c'),
    run('plots modify p.csv --unset x'),
    run('plots modify n.csv --unset x'),
    run('plots modify nope.csv -x a'),
    run('plots modify p.csv -t nope'),
    run('plots modify g1.csv -x a'),
    run('plots modify n.csv'),
  ]),
  sequence('plots modify in a folder', [
    ...begin,
    write({ 'sub/dvc.yaml': 'stages:\n  s:\n    cmd: echo\n    wdir: w\n    plots: [p.csv]\n', 'sub/w/p.csv': losses }),
    run('config core.autostage true'),
    run('--cd sub/w plots modify p.csv -x step -y acc'),
    run('plots modify sub/w/p.csv -t simple'),
    shell('git status --porcelain > staged'),
    run('plots show --json'),
  ]),
  sequence('plots without commits', [
    run('init'),
    write({ 'a.csv': losses, 'dvc.yaml': 'plots: [a.csv]\n' }),
    run('plots show --json'),
    run('plots diff --json'),
    run('plots diff'),
  ]),
  sequence('plots without Git', [
    run('init --no-scm'),
    write({ 'a.csv': losses, 'dvc.yaml': 'plots: [a.csv]\n' }),
    run('plots show --json'),
    run('plots diff --json'),
    run('plots templates'),
  ]),
  sequence('plots of what DVC 2 made', [
    ...begin,
    write({
      'dvc.yaml': 'stages:\n  s:\n    cmd: cp a.csv o.csv\n    deps: [a.csv]\n    plots: [o.csv]\n',
      'a.csv': losses,
      'dvc.lock': `schema: '2.0'\nstages:\n  s:\n    cmd: cp a.csv o.csv\n    deps:\n    - path: a.csv\n      md5: ${md5(losses)}\n      size: ${losses.length}\n    outs:\n    - path: o.csv\n      md5: ${md5(losses)}\n      size: ${losses.length}\n`,
      [`.dvc/cache/${md5(losses).slice(0, 2)}/${md5(losses).slice(2)}`]: losses,
      '.gitignore': '/o.csv\n',
    }),
    shell('chmod 444 .dvc/cache/*/*'),
    commitAll('old'),
    run('plots show --json'),
    run('plots diff --json HEAD'),
  ]),
  sequence('plots outside of a project', [
    write({ 'a.csv': losses, 'd/b.csv': fewerLosses, 'own.json': '{"data": "<DVC_METRIC_DATA>"}' }),
    run('plots show --json a.csv -x step'),
    run('plots show --json'),
    run('plots diff --json --targets a.csv'),
    commitAll('one'),
    write({ 'a.csv': fewerLosses }),
    run('plots diff --json --targets a.csv'),
    run('--cd d plots diff --json HEAD --targets b.csv -t ../own.json'),
    run('plots show a.csv'),
    readPage('dvc_plots'),
    run('plots templates'),
    run('plots modify a.csv -x step'),
  ]),
  sequence('plots of a definition with mistakes', [
    ...begin,
    write({ 'a.csv': losses, 'dvc.yaml': 'plots: [a.csv]\n' }),
    commitAll('one'),
    write({ 'dvc.yaml': 'plots: [a.csv' }),
    run('plots show -q'),
    run('plots diff -q HEAD -o page'),
    readPage('page'),
    write({ 'dvc.yaml': 'plots: {a.csv: }\n' }),
    run('plots show -q'),
    run('plots templates'),
  ]),
]
