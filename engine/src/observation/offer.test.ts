import { describe, expect, it } from 'vitest'
import type { RepoPath } from '../foundation/base/index.ts'
import type { Value } from '../foundation/formats/index.ts'
import { abstractWords, lineWithoutSecrets, withoutSecrets } from './command-values.ts'
import { isParamsFile, roleOfWritten } from './file-role.ts'
import { type OfferFacts, offerStage, type StageOffer } from './offer.ts'
import { scalarOf } from './offer-command.ts'
import { nameOf } from './program.ts'
import { seenReads } from './seen-reads.ts'
import { sameShapeTwice } from './shape.ts'
import type { UsedPath, WatchedRun } from './watched-run.ts'

const words = (line: string) => line.split(' ')

describe('a command without its values', () => {
  it.each([
    ['python train.py --lr 0.01', 'python train.py --lr ·'],
    ['python train.py --lr=0.01 -n 3', 'python train.py --lr=· -n ·'],
    ['python train.py --fast --lr 1', 'python train.py --fast --lr ·'],
    ['python -m pkg.train 0.1 -5 1e-3 a', 'python -m pkg.train · · · a'],
    ['python train.py model.lr=0.1', 'python train.py model.lr=·'],
    ['LR=1 python train.py', 'LR=· python train.py'],
  ])('%s', (line, expected) => {
    expect(abstractWords(words(line)).join(' ')).toBe(expected)
  })

  it.each([
    ['up --api-key abc --token=x --max-tokens 3', 'up --api-key *** --token=*** --max-tokens 3'],
    ['HF_TOKEN=x up --tokenizer bpe', 'HF_TOKEN=*** up --tokenizer bpe'],
    ['up --password p --pass-through 1', 'up --password *** --pass-through 1'],
    ['up https://ada:secret@example.org/x ssh://git@x/y', 'up https://ada:***@example.org/x ssh://git@x/y'],
    ['up --from=https://secret@example.org/x', 'up --from=https://***@example.org/x'],
  ])('and without its secrets: %s', (line, expected) => {
    expect(withoutSecrets(words(line)).join(' ')).toBe(expected)
  })

  it.each([
    ['a && up --token  x; b', 'a && up --token  *** b'],
    ['up --password \'a b\' --lr "1 2"', 'up --password *** --lr "1 2"'],
    ['API_KEY="a b" up\n  more', 'API_KEY=*** up\n  more'],
    ['curl -H "Authorization: Bearer abc" x', 'curl -H "Authorization: Bearer ***" x'],
    ["echo it's https://ada:secret@h/x", "echo it's https://ada:***@h/x"],
    ['', ''],
  ])('nor as a line: %s', (line, expected) => {
    expect(lineWithoutSecrets(line)).toBe(expected)
  })
})

const used = (path: string): UsedPath => ({ path: path as RepoPath, isDirectory: !path.includes('.'), files: 1 })
const run = (line: string, reads: string[], writes: string[], more: Partial<WatchedRun> = {}): WatchedRun => ({
  id: '1',
  name: 'train',
  command: { words: words(line), isLine: false },
  directory: '' as RepoPath,
  isDirty: false,
  trace: 'strace',
  exit: 0,
  seconds: 1,
  files: { reads: reads.map(used), writes: writes.map(used), both: [] },
  ...more,
})

describe('the same shape twice', () => {
  const first = run('python t.py --lr 1', ['t.py'], ['o.bin'])
  it.each<[string, WatchedRun, boolean]>([
    ['has another value', run('python t.py --lr 2', ['t.py'], ['o.bin']), true],
    ['is not another option', run('python t.py --rate 2', ['t.py'], ['o.bin']), false],
    ['is not what reads something else', run('python t.py --lr 2', ['t.py', 'x.csv'], ['o.bin']), false],
    ['is not what writes something else', run('python t.py --lr 2', ['t.py'], ['p.bin']), false],
    ['is not in another place', { ...first, directory: 'sub' as RepoPath }, false],
    ['is not one that failed', { ...first, exit: 1 }, false],
  ])('%s', (_, second, expected) => {
    expect(sameShapeTwice([second, first]) !== undefined).toBe(expected)
  })

  it('may have another run between', () => {
    expect(sameShapeTwice([first, run('ls', [], []), { ...first, exit: 2 }, first])).toEqual([first, first])
  })
})

describe('what a command of a stage was seen to read', () => {
  const runs = [
    run('python t.py --lr 2', ['no.x'], [], { exit: 1 }),
    run('python t.py --lr 2', ['no.x'], [], { trace: 'snapshot' }),
    run('python t.py --lr 2', ['t.py', 'x.csv'], []),
    run('python t.py --lr 1', ['old.csv'], []),
  ]
  it.each<[string, string, string[]]>([
    ['', 'python t.py --lr 5', ['t.py', 'x.csv']],
    ['sub', 'python t.py --lr 5', []],
    ['', 'python u.py --lr 5', []],
  ])('in "%s": %s', (directory, command, expected) => {
    expect(seenReads(runs, directory as RepoPath, command)).toEqual(expected)
  })
})

const facts = (more: Partial<OfferFacts> = {}): OfferFacts => ({
  params: new Map(),
  roles: new Map(),
  trackedByGit: new Set(),
  takenNames: new Set(),
  made: new Map(),
  ...more,
})
const content = (entries: Record<string, Value>): Value => new Map(Object.entries(entries))
const offered = (runs: readonly [WatchedRun, WatchedRun], more: Partial<OfferFacts>) => {
  const offer = offerStage(runs, facts(more))
  if (offer.kind === 'none') return { none: offer.reason }
  return { ...kept(offer.request), ...(offer.newParams.size > 0 && { new: Object.fromEntries(offer.newParams) }) }
}
const kept = ({ name, commandWords, ...request }: StageOffer['request']) => ({
  ...(name !== 'train' && { name }),
  cmd: commandWords[0],
  ...Object.fromEntries(Object.entries(request).filter(([, value]) => Array.isArray(value) && value.length > 0)),
})
const twice = (one: string, two: string, reads: string[], writes: string[], more: Partial<WatchedRun> = {}) =>
  [run(one, reads, writes, more), run(two, reads, writes, more)] as const

describe('the stage that two runs would be', () => {
  it.each<[string, readonly [WatchedRun, WatchedRun], Partial<OfferFacts>, object]>([
    [
      'has what was read and written, each as what it is',
      twice('python t.py', 'python t.py', ['t.py', 'data'], ['m.bin', 'm.json', 'c.csv', 'g.txt', 'h.csv']),
      {
        roles: new Map([
          ['m.json', 'metrics'],
          ['c.csv', 'plots'],
          ['h.csv', 'plots'],
        ]),
        trackedByGit: new Set(['g.txt', 'h.csv']),
      },
      {
        cmd: 'python t.py',
        deps: ['data', 't.py'],
        outs: ['m.bin'],
        outsNoCache: ['g.txt'],
        metricsNoCache: ['m.json'],
        plots: ['c.csv'],
        plotsNoCache: ['h.csv'],
      },
    ],
    [
      'reads parameters that stand in the file that it has read',
      twice('python t.py --lr 1', 'python t.py --lr 2', ['t.py', 'params.yaml'], []),
      {
        params: new Map([['params.yaml', content({ train: content({ lr: 1, n: 2 }), seed: 3 })]]),
        roles: new Map([['params.yaml', 'params']]),
      },
      { cmd: 'python t.py --lr ${train.lr}', deps: ['t.py'], params: ['params.yaml:train,seed'] },
    ],
    [
      'names what stands in another file, and leaves the command alone',
      twice('python t.py --lr 1', 'python t.py --lr 2', ['t.py', 'config.toml'], []),
      { params: new Map([['config.toml', content({ lr: 1 })]]), roles: new Map([['config.toml', 'params']]) },
      { cmd: 'python t.py --lr 2', deps: ['t.py'], params: ['config.toml:lr'] },
    ],
    [
      'gives a file of parameters as a whole if its keys are no names',
      twice('t', 't', ['params.json'], ['o.x']),
      { params: new Map([['params.json', content({ 'a b': 1 })]]), roles: new Map([['params.json', 'params']]) },
      { cmd: 't', params: ['params.json:'], outs: ['o.x'] },
    ],
    [
      'gets new parameters for what varied and stands nowhere',
      twice('python t.py --lr 1 --batch-size=8 -n 3', 'python t.py --lr 2 --batch-size=16 -n 3', ['t.py'], []),
      { params: new Map([['params.yaml', content({ other: 1 })]]) },
      {
        cmd: 'python t.py --lr ${lr} --batch-size=${batch_size} -n 3',
        deps: ['t.py'],
        params: ['params.yaml:lr,batch_size'],
        new: { lr: 2, batch_size: 16 },
      },
    ],
    [
      'starts where the command did',
      twice('python t.py --lr 1', 'python t.py --lr 2', ['sub/t.py', 'data'], ['sub/o.x'], {
        directory: 'sub' as RepoPath,
      }),
      {},
      {
        cmd: 'python t.py --lr ${lr}',
        deps: ['../data', 't.py'],
        params: ['params.yaml:lr'],
        outs: ['o.x'],
        new: { lr: 2 },
      },
    ],
    [
      'keeps words whole and does not take others for parameters',
      [
        run('x', [], ['o.x'], { command: { words: ['echo', "it's", '${HOME}', '--token', '***'], isLine: false } }),
        run('x', [], ['o.x'], { command: { words: ['echo', "it's", '${HOME}', '--token', '***'], isLine: false } }),
      ],
      {},
      { cmd: `echo 'it'"'"'s' '\\\${HOME}' --token '***'`, outs: ['o.x'] },
    ],
    [
      'keeps a line for the shell as it is',
      [
        run('a --n 1 | tee log', [], ['log.x'], { command: { words: words('a --n 1 | tee log'), isLine: true } }),
        run('a --n 2 | tee log', [], ['log.x'], { command: { words: words('a --n 2 | tee log'), isLine: true } }),
      ],
      {},
      { cmd: 'a --n ${n} | tee log', params: ['params.yaml:n'], outs: ['log.x'], new: { n: 2 } },
    ],
    [
      'has a name that is free',
      twice('t', 't', ['a.x'], []),
      { takenNames: new Set(['train', 'train-2']) },
      { name: 'train-3', cmd: 't', deps: ['a.x'] },
    ],
    [
      'is none if somebody makes the same',
      twice('t', 't', [], ['o/x.bin']),
      { made: new Map([['o', 'fit']]) },
      { none: "'o/x.bin' is tracked already, by 'fit'" },
    ],
    [
      'is none if nothing was used',
      twice('ls', 'ls', [], []),
      {},
      { none: 'it read and wrote no file of the project' },
    ],
  ])('%s', (_, runs, more, expected) => {
    expect(offered(runs, more)).toEqual(expected)
  })

  it('says what it does not know', () => {
    const files = { reads: [used('t.py')], writes: [], both: ['cache.db' as RepoPath] }
    const one = run('t --token ***', [], [], { trace: 'snapshot', files })
    const offer = offerStage([one, one], facts()) as StageOffer
    expect(offer.notes).toEqual([
      'What it reads beside the files that the command names is not known: add it with -d.',
      "'cache.db' is read and written by it, so it is neither a dependency nor an output.",
      'Replace *** with a variable that holds the secret.',
    ])
  })
})

describe('the name of a command', () => {
  it.each([
    ['python src/train.py --lr 1', 'train'],
    ['python -m pkg.train x.csv', 'pkg-train'],
    ['./run.sh', 'run'],
    ['LR=1 make all', 'make'],
    ['/usr/bin/node --flag=a.js b.v2.mjs', 'b-v2'],
    ['python 0.5', 'python'],
  ])('%s: %s', (line, expected) => {
    expect(nameOf({ words: words(line) })).toBe(expected)
  })
})

describe('a value of a command line', () => {
  it.each([
    ['1', 1],
    ['0.01', 0.01],
    ['1e-3', '1e-3'],
    ['true', true],
    ['True', 'True'],
    ['007', '007'],
    ['adam', 'adam'],
  ])('%s', (text, expected) => {
    expect(scalarOf(text)).toBe(expected)
  })
})

describe('what a file looks like', () => {
  it.each([
    ['m.json', '{"acc": 0.9, "by": {"a": 1}}', 'metrics'],
    ['m.json', '{"acc": 0.9, "model": "x"}', undefined],
    ['m.json', '{}', undefined],
    ['m.yaml', 'acc: 1.0\n', 'metrics'],
    ['m.toml', 'acc = 1\n', 'metrics'],
    ['l.json', '[{"step": 1, "loss": 2.5}]', 'plots'],
    ['l.json', '[1, 2]', undefined],
    ['l.json', '{broken', undefined],
    ['l.csv', 'step,loss\n1,0.5\n2,0.25\n', 'plots'],
    ['l.tsv', 'step\tloss\n1\t0.5\n', 'plots'],
    ['l.csv', 'name,loss\na,0.5\n', undefined],
    ['l.csv', '1,2\n3,4\n', undefined],
    ['m.txt', 'acc: 1', undefined],
  ])('%s %s', (path, text, expected) => {
    expect(roleOfWritten(path, text)).toBe(expected)
  })

  it.each([
    ['params.yaml', true],
    ['conf/config.train.toml', true],
    ['params.py', true],
    ['package.json', false],
    ['data.yaml', false],
  ])('parameters: %s, %s', (path, expected) => {
    expect(isParamsFile(path)).toBe(expected)
  })
})
