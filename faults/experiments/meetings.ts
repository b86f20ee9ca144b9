import type { Act } from '../pair.ts'
import type { FaultProject } from '../project.ts'

/** Two commands of experiments, the repository in which they meet, and what has to be there when both are through. */
export interface Meeting {
  readonly name: string
  prepare(project: FaultProject): Promise<void>
  readonly acts: readonly [Act, Act]
  /** The value of `lr` in each experiment that is there in the end. */
  readonly experiments: Readonly<Record<string, number>>
  /** Experiments that may be there or not: it depends on who came first. */
  readonly either?: readonly string[]
  /** What the one says that comes second, and that running it again would not change. */
  readonly refused?: RegExp
  readonly longestLagMilliseconds?: number
}

/** What it made is told by the stage a while after it began, so that a run that saw the parameters of another one is noticed. */
const definition = `stages:
  train:
    cmd: sleep 0.4; cp params.yaml model; cp params.yaml seen.yaml
    params: [lr]
    outs: [model]
    metrics:
    - seen.yaml:
        cache: false
`

const ours = (line: string): Act => ({ words: line.split(' ') })
const byDvc = (line: string): Act => ({ ...ours(line), by: 'dvc' })
const run = (name: string, lr: number, option = '') => `exp run -n ${name} -S lr=${lr} ${option}`.trim()

/** DVC needs seconds until it begins. */
const longestLagMilliseconds = 4000

export const meetings: readonly Meeting[] = [
  { name: 'exp run twice', prepare: begun, acts: [ours(run('a', 1)), ours(run('b', 2))], experiments: { a: 1, b: 2 } },
  {
    name: 'exp run --temp twice',
    prepare: begun,
    acts: [ours(run('a', 1, '--temp')), ours(run('b', 2, '--temp'))],
    experiments: { a: 1, b: 2 },
  },
  {
    name: 'exp run, and beside it',
    prepare: begun,
    acts: [ours(run('a', 1)), ours(run('b', 2, '--temp'))],
    experiments: { a: 1, b: 2 },
  },
  {
    name: 'exp run --temp twice by one name',
    prepare: begun,
    acts: [ours(run('a', 1, '--temp')), ours(run('a', 1, '--temp'))],
    experiments: { a: 1 },
    refused: /conflicts with existing experiment 'a'/,
  },
  {
    name: 'exp run --queue twice',
    prepare: begun,
    acts: [ours(run('a', 1, '--queue')), ours(run('b', 2, '--queue'))],
    experiments: { a: 1, b: 2 },
  },
  {
    name: 'queue start twice',
    prepare: queued,
    acts: [ours('queue start -j 2'), ours('queue start -j 2')],
    experiments: { old: 9, 'q-1': 3, 'q-2': 4 },
  },
  {
    name: 'queue start and exp gc',
    prepare: queued,
    acts: [ours('queue start -j 2'), ours('exp gc --keep-newest 5 --yes')],
    experiments: { old: 9, 'q-1': 3, 'q-2': 4 },
  },
  {
    name: 'queue start and exp remove',
    prepare: queued,
    acts: [ours('queue start -j 2'), ours('exp remove old')],
    experiments: { 'q-1': 3, 'q-2': 4 },
  },
  {
    name: 'queue start and exp remove of a task',
    prepare: queued,
    acts: [ours('queue start -j 1'), ours('exp remove q-2')],
    experiments: { old: 9, 'q-1': 3 },
    either: ['q-2'],
    refused: /q-2|running/,
  },
  {
    name: 'exp run and exp run of DVC',
    prepare: begun,
    acts: [byDvc(run('a', 1)), ours(run('b', 2))],
    experiments: { a: 1, b: 2 },
    longestLagMilliseconds,
  },
  {
    name: 'exp run --temp and exp run of DVC',
    prepare: begun,
    acts: [byDvc(run('a', 1)), ours(run('b', 2, '--temp'))],
    experiments: { a: 1, b: 2 },
    longestLagMilliseconds,
  },
  {
    name: 'exp run and exp run --temp of DVC',
    prepare: begun,
    acts: [byDvc(run('a', 1, '--temp')), ours(run('b', 2))],
    experiments: { a: 1, b: 2 },
    longestLagMilliseconds,
  },
  {
    name: 'exp run --queue, and of DVC',
    prepare: begun,
    acts: [byDvc(run('a', 1, '--queue')), ours(run('b', 2, '--queue'))],
    experiments: { a: 1, b: 2 },
    longestLagMilliseconds,
  },
  {
    name: 'queue start and exp remove of DVC',
    prepare: queued,
    acts: [byDvc('exp remove old'), ours('queue start -j 2')],
    experiments: { 'q-1': 3, 'q-2': 4 },
    longestLagMilliseconds,
  },
]

async function begun(project: FaultProject): Promise<void> {
  project.write('dvc.yaml', definition)
  project.write('params.yaml', 'lr: 0\n')
  project.write('code.py', 'print(1)\n')
  project.git(['add', '--all'])
  project.git(['commit', '--quiet', '-m', 'begin'])
  project.write('notes', 'mine\n')
}

async function queued(project: FaultProject): Promise<void> {
  await begun(project)
  for (const line of [run('old', 9, '--temp'), 'exp run --queue -n q -S lr=3,4']) {
    const { status, stderr } = await project.run(line.split(' '))
    if (status !== 0) throw new Error(stderr)
  }
}
