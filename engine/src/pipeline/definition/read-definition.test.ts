import { describe, expect, it } from 'vitest'
import { Failure, type RepoPath } from '../../foundation/base/index.ts'
import { readDefinition } from './read-definition.ts'
import type { Definition, DefinitionSources, Stage } from './stage.ts'
import { type VarsFile, varsFileOf } from './vars-file.ts'

const params = [
  'lr: 0.1',
  'n: 3',
  'big: 1e20',
  'flag: true',
  'none: null',
  "name: 'a b'",
  'wd: sub',
  'lst: [1, two, true]',
  'cfg: {a: 1, b: {c: x y}, e: true, f: false}',
  'folds: [{k: 1}, {k: 2}]',
].join('\n')

function read(text: string, files: Record<string, string> = {}, sources: Partial<DefinitionSources> = {}): Definition {
  const all: Record<string, string> = { 'params.yaml': params, ...files }
  const isDirectory = (path: string) => Object.keys(all).some((file) => file.startsWith(`${path}/`))
  const readVars = (path: RepoPath): VarsFile => (isDirectory(path) ? { kind: 'directory' } : varsFileOf(all[path]))
  return readDefinition(text, 'dvc.yaml' as RepoPath, { readVars, ...sources })
}

const readStage = (fields: string, files?: Record<string, string>, top = '') =>
  read(`${top}stages:\n  s:\n${fields.replace(/^/gm, '    ')}\n`, files).stages[0] as Stage

function failureOf(task: () => unknown): Failure {
  try {
    task()
  } catch (error) {
    if (error instanceof Failure) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

describe('${…} in a stage', () => {
  // Results as DVC 3.67 gives them.
  it.each([
    ['echo ${lr} ${n} ${big} ${flag} ${none} ${name}', 'echo 0.1 3 1e+20 true None a b'],
    ['${name}', 'a b'],
    ['echo \\${lr} ${lr}', 'echo ${lr} 0.1'],
    ['x ${lst[1]} ${lst.0} ${lst[-1]} ${ lst [ 0 ] }', 'x two 1 true 1'],
    ['train ${cfg}', "train --a 1 --b.c 'x y' --e"],
  ])('%s reads %s', (cmd, expected) => {
    expect(readStage(`cmd: ${JSON.stringify(cmd)}`).cmd).toBe(expected)
  })

  it.each([
    ['cmd: x ${a[0].b}', "failed to parse 'stages.s.cmd' in 'dvc.yaml': Could not find 'a.0.b'"],
    ['cmd: x ${lr.b}', "failed to parse 'stages.s.cmd' in 'dvc.yaml': Could not find 'lr.b'"],
    ['cmd: x ${lst.x}', "failed to parse 'stages.s.cmd' in 'dvc.yaml': Could not find 'lst.x'"],
    ['cmd: x ${lst}', "failed to parse 'stages.s.cmd' in 'dvc.yaml':\nCannot interpolate data of type 'list'"],
    [
      'cmd: x\ndeps:\n- ${cfg}',
      "failed to parse 'stages.s.deps' in 'dvc.yaml':\nCannot interpolate data of type 'dict'",
    ],
    [
      'cmd: x ${}',
      "failed to parse 'stages.s.cmd' in 'dvc.yaml':\n${}\n  ^\nParseException: Expected !W:(.[]), found '}'  (at char 2), (line:1, col:3)",
    ],
    ['cmd: x\nwdir: ${zz}', "failed to parse 'stages.s.wdir' in 'dvc.yaml': Could not find 'zz'"],
    [
      'cmd: x\nvars:\n- lr: 1',
      "failed to parse stage 's' in 'dvc.yaml':\ncannot redefine 'lr' from 's.vars[0]' as it already exists in 'params.yaml'",
    ],
    [
      'cmd: x\nvars:\n- cfg: {b: {c: 1}}',
      "failed to parse stage 's' in 'dvc.yaml':\ncannot redefine 'cfg.b.c' from 's.vars[0]' as it already exists in 'params.yaml'",
    ],
    ['cmd: x\nvars:\n- a: ${lr}', "failed to parse 'stages.s.vars' in 'dvc.yaml': interpolating is not allowed"],
    [
      'cmd: x\nvars:\n- params.yaml:lr',
      "failed to parse 'stages.s.vars' in 'dvc.yaml':\ncannot partially load 'params.yaml:lr' as it's already loaded.",
    ],
    ['cmd: x\nvars:\n- zz.yaml', "failed to parse stage 's' in 'dvc.yaml': 'zz.yaml' does not exist"],
  ])('%j is refused in the words of DVC', (fields, message) => {
    expect(failureOf(() => readStage(fields)).message).toBe(message)
  })

  it('shows the lines where a value is missing', () => {
    const failure = failureOf(() => readStage('cmd: x\ndeps:\n- ${zz}'))
    expect(failure.code).toBe('interpolation')
    expect(failure.excerpt).toContain('deps:')
  })

  it('keeps the type of a value that stands alone, and takes keys and list items along', () => {
    const stage = readStage(
      'cmd: x\nouts:\n- ${name}:\n    desc: d ${n}\n- o_${n}.txt\nparams:\n- ${name}.yaml:\n  - k${n}',
    )
    expect(stage.outs.map(({ text }) => text)).toEqual(['a b', 'o_3.txt'])
    expect(stage.outs[0]?.annotations.get('desc')).toBe('d 3')
    expect(stage.params).toEqual([{ text: 'a b.yaml', path: 'a b.yaml', keys: ['k3'] }])
    expect(stage.isTemplated).toBe(true)
    expect(stage.usedVars.get('params.yaml')).toEqual(
      new Map<string, unknown>([
        ['name', 'a b'],
        ['n', 3],
      ]),
    )
  })

  it('uses the stage’s own vars, from its working directory', () => {
    const stage = readStage('cmd: x ${v} ${w.z}\nwdir: ${wd}\nvars:\n- v: 1\n- extra.yaml:w', {
      'sub/extra.yaml': 'w: {z: 2}\nu: 1\n',
    })
    expect(stage.cmd).toBe('x 1 2')
    expect(stage.wdir).toBe('sub')
  })
})

describe('vars', () => {
  it.each([
    ['vars: [{a: "${lr}"}]', "failed to parse 'vars' in 'dvc.yaml': interpolating is not allowed"],
    [
      'vars: [{lr: 1}]',
      "failed to parse 'vars' in 'dvc.yaml':\ncannot redefine 'lr' from 'vars[0]' as it already exists in 'params.yaml'",
    ],
    ['vars: [no.yaml]', "failed to parse 'vars' in 'dvc.yaml': 'no.yaml' does not exist"],
    ['vars: [adir]', "failed to parse 'vars' in 'dvc.yaml': 'adir' is a directory"],
    [
      'vars: [list.yaml]',
      "failed to parse 'vars' in 'dvc.yaml': expected a dictionary, got 'list' in file 'list.yaml'",
    ],
    ['vars: [word]', "failed to parse 'vars' in 'dvc.yaml': expected a dictionary, got 'str' in file 'word'"],
    ['vars: ["e.yaml:zz"]', "failed to parse 'vars' in 'dvc.yaml': could not find 'zz' in 'e.yaml'"],
    [
      'vars: ["e.yaml:a", "e.yaml:a,b"]',
      "failed to parse 'vars' in 'dvc.yaml':\ncannot load 'e.yaml:a,b' as it's partially loaded already",
    ],
    [
      'vars: ["e.yaml:a", e.yaml]',
      "failed to parse 'vars' in 'dvc.yaml':\ncannot load 'e.yaml' as it's partially loaded already",
    ],
    [
      'vars: [e.yaml, "e.yaml:a"]',
      "failed to parse 'vars' in 'dvc.yaml':\ncannot partially load 'e.yaml:a' as it's already loaded.",
    ],
  ])('%s', (text, message) => {
    const files = { 'list.yaml': '- 1', 'e.yaml': 'a: 1\nb: 2', 'adir/x': '', word: 'directory' }
    expect(failureOf(() => read(text, files)).message).toBe(message)
  })

  it('may load a file twice as a whole, or different parts of it', () => {
    const top = 'vars: [params.yaml, e.yaml, e.yaml, "f.yaml:a1", "f.yaml:b1"]\n'
    expect(readStage('cmd: ${b} ${b1}', { 'e.yaml': 'b: 2', 'f.yaml': 'a1: 1\nb1: 2' }, top).cmd).toBe('2 2')
  })

  it('come from JSON, TOML and Python files as well', () => {
    const files = { 'a.json': '{"j": {"k": 1.0}}', 'b.toml': "[t]\nk = 'v'\n", 'c.py': 'class p:\n    k = True\n' }
    expect(readStage('cmd: ${j.k} ${t.k} ${p.k}', files, 'vars: [a.json, b.toml, c.py]\n').cmd).toBe('1.0 v true')
  })
})

describe('the parts of a stage', () => {
  it('start at the working directory', () => {
    const stage = readStage(
      'cmd: x\nwdir: sub\ndeps: [./a, ../b, ../../c, /abs/d, "https://h/x", "ds://set"]\nouts: [o/]',
    )
    expect(stage.deps).toEqual([
      { kind: 'file', text: './a', path: 'sub/a' },
      { kind: 'file', text: '../b', path: 'b' },
      { kind: 'outside', text: '../../c', path: '../c' },
      { kind: 'outside', text: '/abs/d', path: '/abs/d' },
      { kind: 'url', text: 'https://h/x' },
      { kind: 'dataset', text: 'ds://set', name: 'set' },
    ])
    expect(stage.outs.map(({ text, path }) => [text, path])).toEqual([['o/', 'sub/o']])
  })

  it('call an absolute path below the root by its relative one', () => {
    const { stages } = read('stages:\n  s: {cmd: x, wdir: sub, deps: [/project/data]}', {}, { root: '/project' })
    expect(stages[0]?.deps).toEqual([{ kind: 'file', text: '../data', path: 'data' }])
  })

  it('take entries for one params file together', () => {
    const stage = readStage('cmd: x\nparams: [lr, {o.yaml: [a]}, n, {o.yaml: [b.c]}, {w.json: null}, {e.toml: []}]')
    expect(stage.params.map(({ text, keys }) => [text, keys])).toEqual([
      ['params.yaml', ['lr', 'n']],
      ['o.yaml', ['a', 'b.c']],
      ['w.json', []],
      ['e.toml', []],
    ])
  })

  it('drop the keys of a file that is depended on as a whole', () => {
    expect(readStage('cmd: x\nparams: [lr, {params.yaml: null}]').params.map(({ keys }) => keys)).toEqual([[]])
  })

  it('know every flag of an output', () => {
    const stage = readStage(
      'cmd: x\nouts: [{b: {cache: false, persist: true, push: false, remote: r, type: model}}]\nmetrics: [m]\nplots: [{p: {x: a, cache: false}}]',
    )
    expect(stage.outs).toEqual([
      {
        text: 'b',
        path: 'b',
        kind: 'file',
        isCached: false,
        isPersistent: true,
        isPushed: false,
        remote: 'r',
        isMetric: false,
        isPlot: false,
        plot: new Map(),
        annotations: new Map([['type', 'model']]),
      },
      {
        text: 'm',
        path: 'm',
        kind: 'file',
        isCached: true,
        isPersistent: false,
        isPushed: true,
        isMetric: true,
        isPlot: false,
        plot: new Map(),
        annotations: new Map(),
      },
      {
        text: 'p',
        path: 'p',
        kind: 'file',
        isCached: false,
        isPersistent: false,
        isPushed: true,
        isMetric: false,
        isPlot: true,
        plot: new Map([['x', 'a']]),
        annotations: new Map(),
      },
    ])
  })

  it.each([
    ['outs: [a.dvc]', "DVC file 'a.dvc' cannot be an output."],
    ['deps: [sub/dvc.yaml]', "DVC file 'sub/dvc.yaml' cannot be a dependency."],
    ['params: [{f.yaml: 3}]', "Expected list of params for custom params file 'f.yaml', got 'int'."],
    ['plots: [{p.csv: [{x: a}]}]', "Multiple plots per data file not supported: 'p.csv' has a list."],
  ])('%s is refused', (fields, message) => {
    const failure = failureOf(() => readStage(`cmd: x\n${fields}`))
    expect([failure.code, failure.message, failure.hint]).toEqual([
      'stage-invalid',
      message,
      "Correct stage 's' in dvc.yaml.",
    ])
  })
})

describe('groups', () => {
  const names = (text: string) => read(text).stages.map(({ name, cmd }) => `${name}: ${cmd}`)
  const foreach = (data: string, cmd = 'x ${item}') =>
    `stages:\n  g:\n    foreach: ${data}\n    do:\n      cmd: ${cmd}\n`

  // Names and commands as DVC 3.67 gives them.
  it.each([
    ['{a: 1, b: {x: 2}}', 'x ${key} ${item}', ['g@a: x a 1', 'g@b: x b --x 2']],
    [
      "[a, 1, 2.5, true, '${n}', '${flag}']",
      'x ${item}',
      ['g@a: x a', 'g@1: x 1', 'g@2.5: x 2.5', 'g@true: x true', 'g@3: x 3', 'g@True: x true'],
    ],
    ['${lst}', 'x ${item}', ['g@1: x 1', 'g@two: x two', 'g@True: x true']],
    ['${folds}', 'x ${item.k}', ['g@0: x 1', 'g@1: x 2']],
    ['[a, b, a]', 'x ${item}', ['g@a: x a', 'g@b: x b']],
    ['[]', 'x ${..}', []],
  ])('foreach: %s', (data, cmd, expected) => {
    expect(names(foreach(data, cmd))).toEqual(expected)
  })

  it('cross the axes of a matrix, the last one fastest', () => {
    const text =
      "stages:\n  m:\n    matrix:\n      a: [x, '${flag}']\n      f: ${folds}\n      b: [2.0]\n    cmd: x ${item.a} ${item.f.k} ${item.b} ${key}\n"
    expect(names(text)).toEqual([
      'm@x-f0-2.0: x x 1 2.0 x-f0-2.0',
      'm@x-f1-2.0: x x 2 2.0 x-f1-2.0',
      'm@True-f0-2.0: x true 1 2.0 True-f0-2.0',
      'm@True-f1-2.0: x true 2 2.0 True-f1-2.0',
    ])
  })

  // What DVC 3.67 tracks of these stages.
  it.each([
    ["['${name}', b]", '${item}', { name: 'a b' }],
    ["['x${name}']", '${item}', undefined],
    ["[{k: ['${n}', '${lst}']}]", '${item.k[0]} ${item.k[1][1]}', { n: 3, 'lst.1': 'two' }],
    ["{g: [['${name}']]}", '${item[0][0]}', { name: 'a b' }],
    ["[['${n}'], [{z: '${cfg.a}'}]]", 'x ${item[0]}', { n: 3 }],
  ])('foreach: %s with %s remembers the values it took', (data, cmd, expected) => {
    const [stage] = read(foreach(data, cmd)).stages
    expect(stage?.usedVars.get('params.yaml')).toEqual(expected && new Map(Object.entries(expected)))
  })

  it('say which group a stage is from', () => {
    expect(read(foreach('[1]')).stages[0]).toMatchObject({ name: 'g@1', group: 'g', isTemplated: true })
  })

  it.each([
    ['${n}', 'x', "failed to resolve 'stages.g.foreach' in 'dvc.yaml': expected list/dictionary, got int"],
    ['${zz}', 'x', "failed to parse 'stages.g.foreach' in 'dvc.yaml': Could not find 'zz'"],
    ['[1]', 'x ${item[0].b}', "failed to parse 'stages.g@1.cmd' in 'dvc.yaml': Could not find 'item[0].b'"],
    [
      '[1]',
      'x ${a..b}',
      "failed to parse 'stages.g.cmd' in 'dvc.yaml':\n${a..b}\n   ^\nParseException: Expected end of text, found '.'  (at char 3), (line:1, col:4)",
    ],
  ])('foreach: %s with %s is refused', (data, cmd, message) => {
    expect(failureOf(() => read(foreach(data, cmd))).message).toBe(message)
  })

  it('keep item and key to themselves', () => {
    const text = 'stages:\n  g:\n    foreach: {a: 1}\n    do:\n      cmd: x\n      vars:\n      - r.yaml\n'
    expect(failureOf(() => read(text, { 'r.yaml': 'item: 1\nkey: 2' })).message).toBe(
      "failed to parse stage 'g@a' in 'dvc.yaml': attempted to modify reserved keys item and key in 'r.yaml'",
    )
  })

  it('warn when they hide a value', () => {
    expect(read(foreach('[1]'), { 'params.yaml': 'item: 9' }).warnings).toEqual([
      "item is already specified, will be overwritten for stages generated from 'g'",
    ])
  })

  it('own the sign @', () => {
    expect(() => read('stages: {a@b: {cmd: x}}')).toThrow("Stage 'a@b' not found inside 'dvc.yaml' file")
  })
})

describe('the top level', () => {
  it('is interpolated too', () => {
    const text =
      'metrics: ["m_${n}.json"]\nparams: ["${name}.yaml"]\nplots: ["p_${n}.csv", {"id_${n}": {y: {f.csv: [a]}}}, {q: null}]\nartifacts: {"art_${n}": {path: "${name}"}}\n'
    const definition = read(text)
    expect(definition.metrics).toEqual(['m_3.json'])
    expect(definition.params).toEqual(['a b.yaml'])
    expect(definition.plots.map(({ id }) => id)).toEqual(['p_3.csv', 'id_3', 'q'])
    expect(definition.artifacts.get('art_3')?.get('path')).toBe('a b')
  })

  it.each([
    ['metrics: [a, "${zz}"]', "failed to parse 'metrics.1' in 'dvc.yaml': Could not find 'zz'"],
    ['artifacts: {"${n}": {path: a}}', "failed to resolve 'artifacts.${n}' in 'dvc.yaml': expected str, got int"],
  ])('%s is refused', (text, message) => {
    expect(failureOf(() => read(text)).message).toBe(message)
  })

  it('of a file in a folder starts there', () => {
    const definition = readDefinition('stages: {s: {cmd: "${a}", deps: [d]}}', 'sub/dvc.yaml' as RepoPath, {
      readVars: (path) => varsFileOf(path === 'sub/params.yaml' ? 'a: 1' : undefined),
    })
    expect(definition.stages[0]).toMatchObject({
      address: 'sub/dvc.yaml:s',
      wdir: 'sub',
      cmd: '1',
      deps: [{ path: 'sub/d' }],
    })
  })
})
