import type { FaultProject } from '../project.ts'

/** A command of experiments, and the repository in which it is disturbed. */
export interface ExperimentScene {
  readonly name: string
  prepare(project: FaultProject): Promise<void>
  readonly words: readonly string[]
  /** What it says when it is run again after all has been done already. */
  readonly whenDone?: RegExp
  /** Files of the work tree that it may make, replace or take away; each of the others is at any time what it was. */
  readonly writes?: readonly string[]
  /** Whether the person's own changes may be in the stash of `exp apply` instead of in their place. */
  readonly stashes?: boolean
}

const definition = `stages:
  train:
    cmd: cat data/d0 params.yaml > model; echo "{\\"lr\\":1}" > metrics.json
    deps: [data]
    params: [lr]
    outs: [model]
    metrics:
    - metrics.json:
        cache: false
`
const made = ['model', 'metrics.json', 'dvc.lock', '.gitignore']

/** An experiment that has been recorded is there, also if its command could not be told so. */
const taken = /conflicts with existing experiment 'e'/

export const experimentScenes: readonly ExperimentScene[] = [
  { name: 'exp run', prepare: edited, words: ['exp', 'run', '-n', 'e'], whenDone: taken, writes: made },
  {
    name: 'exp run -S',
    prepare: edited,
    words: ['exp', 'run', '-n', 'e', '-S', 'lr=3'],
    whenDone: taken,
    writes: [...made, 'params.yaml'],
  },
  {
    name: 'exp run --temp',
    prepare: edited,
    words: ['exp', 'run', '--temp', '-n', 'e', '-S', 'lr=3'],
    whenDone: taken,
  },
  {
    name: 'exp save',
    prepare: reproduced,
    words: ['exp', 'save', '-n', 'e'],
    whenDone: taken,
    writes: ['dvc.lock', 'data.dvc'],
  },
  {
    name: 'exp apply',
    prepare: withExperiments,
    words: ['exp', 'apply', 'a'],
    writes: [...made, 'params.yaml', 'new.py', 'data.dvc'],
    stashes: true,
  },
  { name: 'exp branch', prepare: withExperiments, words: ['exp', 'branch', 'a', 'b'], whenDone: /'b' already exists/ },
  { name: 'exp rename', prepare: withExperiments, words: ['exp', 'rename', 'a', 'z'], whenDone: /'?a'?/ },
  { name: 'exp remove', prepare: withExperiments, words: ['exp', 'remove', 'a', 'b'], whenDone: /'?a'?/ },
  { name: 'exp gc', prepare: withExperiments, words: ['exp', 'gc', '--keep-newest', '1', '--yes'] },
  { name: 'exp push', prepare: withBare, words: ['exp', 'push', 'origin', '-A'] },
  { name: 'exp pull', prepare: pushed, words: ['exp', 'pull', 'origin', '-A'] },
  {
    name: 'exp run --queue',
    prepare: edited,
    words: ['exp', 'run', '--queue', '-n', 'e', '-S', 'lr=3'],
    whenDone: taken,
  },
  { name: 'queue run', prepare: queued, words: ['queue', 'run', '-j', '2'] },
]

async function committed(project: FaultProject): Promise<void> {
  for (let i = 0; i < 5; i++) project.write(`data/d${i}`, `data ${i}\n`)
  project.write('params.yaml', 'lr: 0\n')
  project.write('code.py', 'print(1)\n')
  project.write('dvc.yaml', definition)
  await project.run(['add', 'data'])
  project.git(['add', '--all'])
  project.git(['commit', '--quiet', '-m', 'begin'])
}

/** One change is staged, others are not, and one file Git does not know. */
async function edited(project: FaultProject): Promise<void> {
  await committed(project)
  project.write('code.py', 'print(2)\n')
  project.git(['add', 'code.py'])
  project.write('code.py', 'print(3)\n')
  project.write('params.yaml', 'lr: 2\n')
  project.write('notes', 'mine\n')
}

/** Data was changed after the stages ran. */
async function reproduced(project: FaultProject): Promise<void> {
  await edited(project)
  await mustRun(project, ['repro'])
  project.write('data/d1', 'changed\n')
}

async function withExperiments(project: FaultProject): Promise<void> {
  await committed(project)
  project.write('new.py', 'of the experiment\n')
  project.git(['add', 'new.py'])
  for (const name of ['a', 'b', 'c'])
    await mustRun(project, ['exp', 'run', '-n', name, '-S', `lr=${name.charCodeAt(0)}`])
  project.git(['reset', '--quiet', '--hard'])
  project.write('new.py', 'mine\n')
  project.write('params.yaml', 'lr: 7\n')
  project.write('notes', 'mine\n')
}

async function withBare(project: FaultProject): Promise<void> {
  await withExperiments(project)
  project.git(['init', '--quiet', '--bare', '-b', 'main', 'bare/.git'], '.')
  project.git(['remote', 'add', 'origin', project.at('bare/.git')])
  await mustRun(project, ['remote', 'add', '-d', 'store', '../store'])
}

async function pushed(project: FaultProject): Promise<void> {
  await withBare(project)
  await mustRun(project, ['exp', 'push', 'origin', '-A'])
  await mustRun(project, ['exp', 'remove', '-A'])
  project.removeFolder('.dvc/cache')
}

async function queued(project: FaultProject): Promise<void> {
  await edited(project)
  await mustRun(project, ['exp', 'run', '--queue', '-n', 'q', '-S', 'lr=3,4'])
}

async function mustRun(project: FaultProject, words: readonly string[]): Promise<void> {
  const { status, stderr } = await project.run(words)
  if (status !== 0) throw new Error(`${words.join(' ')} fails: ${stderr}`)
}
