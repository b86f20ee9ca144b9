import fc from 'fast-check'
import type { RandomStep } from './random-steps.ts'
import { commitAll, remove, run, type Step, write } from './sequence.ts'

const raw = ['a', 'b', 'd/1']
const rawDependencies = ['a', 'b', 'd']
const stages = [0, 1, 2, 3, 4]

/** Values of every type that params files have. */
const value = fc.constantFrom(
  ...[
    '1',
    '1.0',
    '2',
    '1e-5',
    '1e20',
    'true',
    'false',
    'null',
    '.inf',
    '-0.0',
    '0x1F',
    '010',
    'text',
    '"1"',
    "it's",
    'é',
  ],
  ...['[1, 2.0, null]', '[]', '{x: 1, y: [a, b]}', '{}', '[{z: 1.50}]'],
)
const scalar = fc.constantFrom('1', '1.0', '1e-5', 'true', 'word', '"two words"', '0.30')
const paramsText = fc
  .tuple(value, value, value, scalar, fc.constantFrom('[u, v]', '[v]', '[u, 1, true]'))
  .map(([p, q, r, t, list]) => `p: ${p}\nq: ${q}\nr:\n  s: ${r}\nt: ${t}\nlist: ${list}\n`)

interface RandomStage {
  readonly kind: 'o' | 'n' | 'm' | 'd'
  readonly reads: readonly number[]
  readonly raw: readonly string[]
  readonly params: readonly string[]
  readonly word: string
  readonly isList: boolean
}

const randomStage: fc.Arbitrary<RandomStage> = fc.record({
  /** Kept in the cache, kept in Git, a metric, a directory. */
  kind: fc.constantFrom('o', 'o', 'n', 'm', 'd'),
  reads: fc.subarray(stages),
  raw: fc.subarray(rawDependencies, { minLength: 1 }),
  params: fc.subarray(['p', 'q', 'r.s', 'r', 'other.json:', 'other.json:k']),
  word: fc.constantFrom('x', 'y', '${t}', '"it is"'),
  isList: fc.boolean(),
})

/** A stage reads only what is there or what one before it makes, so that nothing fails. */
function stageText(stage: RandomStage, index: number, before: readonly RandomStage[]): string {
  const made = outputOf(stage, index)
  const reads = [...stage.raw, ...stage.reads.flatMap((i) => (before[i] ? [outputOf(before[i], i)] : []))]
  const line = `${stage.kind === 'd' ? `mkdir -p ${made} && ` : ''}echo ${stage.word} ${index} > ${made}${stage.kind === 'd' ? '/f' : ''}`
  const command = stage.kind === 'm' ? `echo '{"v": ${index}.5, "n": {"k": true}}' > ${made}` : line
  const quoted = `'${command.replaceAll("''", "'").replaceAll("'", "''")}'`
  const output = stage.kind === 'n' || stage.kind === 'm' ? `${made}: {cache: false}` : made
  return [
    `  s${index}:`,
    stage.isList ? `    cmd:\n    - ${quoted}\n    - 'true'` : `    cmd: ${quoted}`,
    `    deps: [${reads.join(', ')}]`,
    ...(stage.params.length > 0 ? [`    params: [${stage.params.map(paramsEntry).join(', ')}]`] : []),
    `    ${stage.kind === 'm' ? 'metrics' : 'outs'}:`,
    `    - ${output}`,
    '',
  ].join('\n')
}

function outputOf({ kind }: RandomStage, index: number): string {
  return kind === 'm' ? `m${index}.json` : `${kind}${index}`
}

function paramsEntry(entry: string): string {
  const [file, key] = entry.split(':')
  return key === undefined ? entry : `{${file}: [${key}]}`
}

const group = `  g:
    foreach: \${list}
    do:
      cmd: echo \${item} > g-\${item}
      deps: [a]
      outs: ['g-\${item}']
`

const definition = fc
  .tuple(fc.array(randomStage, { minLength: 1, maxLength: stages.length }), fc.boolean())
  .map(([made, hasGroup]) => {
    const texts = made.map((stage, index) => stageText(stage, index, made.slice(0, index)))
    return `stages:\n${texts.join('')}${hasGroup ? group : ''}`
  })

function writing(what: string, file: string, text: fc.Arbitrary<string>): fc.Arbitrary<RandomStep> {
  return text.map((content) => ({ text: `${what} ${JSON.stringify(content)}`, steps: [write({ [file]: content })] }))
}

function command(steps: readonly Step[], text: string): fc.Arbitrary<RandomStep> {
  return fc.constant({ text, steps })
}

const edit = fc
  .tuple(fc.constantFrom(...raw), fc.constantFrom('one\n', 'two\n', ''))
  .map(([file, content]) => ({ text: `write ${file} ${JSON.stringify(content)}`, steps: [write({ [file]: content })] }))

const oneStage = (line: (name: string) => readonly Step[]) =>
  fc.constantFrom(...stages.map((i) => `s${i}`), 'g', 'g@u').map((name) => ({ text: `on ${name}`, steps: line(name) }))

const spoil = fc.constantFrom('o0', 'o1', 'n0', 'n2', 'g-u').map((name) => ({
  text: `write ${name} and record it`,
  steps: [write({ [name]: 'mine\n' }), run('status --json'), run('commit -f')],
}))

/** Of one stage: without a target DVC also deletes what it remembers to have put there itself. */
const checkout = oneStage((name) => [run(`checkout ${name}`)])

const lose = fc.constantFrom('o0', 'o1', 'd0', 'd2', 'g-v').map((name) => ({
  text: `delete ${name}`,
  steps: [remove(name), run('status --json'), run('repro')],
}))

/** What there is before anything is left to chance. */
export const pipelineBeginning: readonly Step[] = [
  run('init'),
  write({
    a: 'one\n',
    b: 'b\n',
    'd/1': 'd1\n',
    'params.yaml': 'p: 1\nq: [1]\nr:\n  s: x\nt: 1\nlist: [u, v]\n',
    'other.json': '{"k": {"l": 1.0}, "j": null}',
    'dvc.yaml': `stages:\n  s0:\n    cmd: cp a o0\n    deps: [a]\n    params: [p]\n    outs: [o0]\n${group}`,
  }),
  run('repro'),
  commitAll('begin'),
]

/** Steps of people who write, change and run pipelines. */
export const randomPipelineStep: fc.Arbitrary<RandomStep> = fc.oneof(
  { weight: 5, arbitrary: writing('define', 'dvc.yaml', definition) },
  { weight: 4, arbitrary: writing('params', 'params.yaml', paramsText) },
  { weight: 1, arbitrary: writing('other', 'other.json', fc.constantFrom('{"k": {"l": 1}}', '{"k": [1, 2.5]}')) },
  { weight: 3, arbitrary: edit },
  { weight: 6, arbitrary: command([run('repro')], 'repro') },
  { weight: 1, arbitrary: command([run('repro -f')], 'repro -f') },
  { weight: 1, arbitrary: command([run('repro --no-run-cache')], 'repro --no-run-cache') },
  { weight: 1, arbitrary: command([run('repro --no-commit'), run('commit')], 'repro --no-commit and commit') },
  { weight: 1, arbitrary: command([run('repro --dry')], 'repro --dry') },
  { weight: 3, arbitrary: command([run('status --json')], 'status') },
  { weight: 2, arbitrary: oneStage((name) => [run(`repro ${name}`)]) },
  { weight: 1, arbitrary: oneStage((name) => [run(`status ${name} --json`)]) },
  {
    weight: 1,
    arbitrary: oneStage((name) => [run(`freeze ${name}`), run('status --json'), run(`unfreeze ${name}`)]),
  },
  { weight: 1, arbitrary: spoil },
  { weight: 1, arbitrary: lose },
  { weight: 1, arbitrary: checkout },
  { weight: 1, arbitrary: command([run('params diff --json'), run('params diff --deps --json')], 'params diff') },
  { weight: 1, arbitrary: command([run('metrics show --json'), run('metrics diff --all --json')], 'metrics') },
  { weight: 1, arbitrary: command([run('dag --dot', 'lines'), run('stage list', 'lines')], 'dag and list') },
  { weight: 2, arbitrary: command([commitAll('more')], 'git commit') },
)
