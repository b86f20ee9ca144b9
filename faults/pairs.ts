import type { Act, Pair } from './pair.ts'
import type { FaultProject } from './project.ts'
import { added, withRemote, writeData } from './scene.ts'

const material = { files: 200, largeBytes: 2 << 20 }
const act = (line: string, place: Omit<Act, 'words'> = {}): Act => ({ words: line.split(' '), ...place })

const pipeline = `stages:
  one:
    cmd: sleep 0.1 && cat data/f1 > one.txt
    deps:
    - data
    outs:
    - one.txt
`

/** `data` is tracked and pushed, an older state of it is in the cache, and `more` is not tracked yet. */
async function full(project: FaultProject): Promise<void> {
  await withRemote(project, material)
  for (let i = 0; i < 20; i++) project.write(`data/f${i}`, `new ${i}`)
  await project.run(['add', 'data'])
  for (let i = 0; i < 50; i++) project.write(`more/m${i}`, `more ${i}`)
}

/** The same, with nothing of it here any more. */
async function empty(project: FaultProject): Promise<void> {
  await full(project)
  await project.run(['push'])
  project.removeFolder('.dvc/cache')
  project.removeFolder('data')
}

async function withoutFiles(project: FaultProject): Promise<void> {
  await full(project)
  await project.run(['add', 'more'])
  project.removeFolder('data')
  project.write('more/m1', 'edited')
}

async function withPipeline(project: FaultProject): Promise<void> {
  await full(project)
  project.write('dvc.yaml', pipeline)
}

async function withSource(project: FaultProject): Promise<void> {
  await full(project)
  writeData(project, material, 'source')
}

async function imported(project: FaultProject): Promise<void> {
  await withSource(project)
  await project.run(['import-url', '../source/data', 'theirs'])
  project.write('data/f1', 'edited', 'source')
}

const sharedSettings = `[cache]
    dir = ../../cache
[core]
    remote = store
['remote "store"']
    url = ../../store
`

/** A second work tree of the same repository, with a cache and a remote that both use; `data` is only in the cache. */
async function twoTrees(project: FaultProject): Promise<void> {
  project.write('.dvc/config', sharedSettings)
  await added(project, material)
  for (let i = 0; i < 20; i++) project.write(`data/f${i}`, `new ${i}`)
  await project.run(['add', 'data'])
  project.git(['add', '-A'])
  project.git(['commit', '-qm', 'data'])
  project.git(['worktree', 'add', '-q', '../second', '-b', 'second'])
  for (const folder of ['project', 'second'])
    for (let i = 0; i < 50; i++) project.write(`more/m${i}`, `more ${i}`, folder)
}

async function twoEmptyTrees(project: FaultProject): Promise<void> {
  await twoTrees(project)
  await project.run(['push'])
  project.removeFolder('../cache')
  project.removeFolder('data')
}

const there = { folder: 'second' }
const byDvc = { by: 'dvc' } as const

export const pairs: readonly Pair[] = [
  { name: 'add and add', prepare: full, acts: [act('add more'), act('add data/f1 data/f2')] },
  { name: 'add and gc', prepare: full, acts: [act('add more'), act('gc -w -f')] },
  { name: 'gc and push', prepare: full, acts: [act('gc -w -f'), act('push')] },
  { name: 'gc and checkout', prepare: withoutFiles, acts: [act('gc -w -f'), act('checkout data')] },
  { name: 'checkout and commit', prepare: withoutFiles, acts: [act('checkout data'), act('commit -f more')] },
  { name: 'checkout and checkout', prepare: withoutFiles, acts: [act('checkout data'), act('checkout data')] },
  { name: 'push and pull', prepare: full, acts: [act('push'), act('pull')] },
  { name: 'pull and pull', prepare: empty, acts: [act('pull'), act('pull')] },
  { name: 'fetch and gc', prepare: empty, acts: [act('fetch'), act('gc -w -f')] },
  { name: 'repro and add', prepare: withPipeline, acts: [act('repro'), act('add more')] },
  { name: 'repro and repro', prepare: withPipeline, acts: [act('repro'), act('repro')] },
  { name: 'repro and gc', prepare: withPipeline, acts: [act('repro'), act('gc -w -f')] },
  { name: 'move and status', prepare: full, acts: [act('move data moved'), act('status')] },
  { name: 'move and add', prepare: full, acts: [act('move data moved'), act('add more')] },
  { name: 'move and diff', prepare: full, acts: [act('move data moved'), act('data status --granular')] },
  { name: 'remove and push', prepare: full, acts: [act('remove data.dvc'), act('push')] },
  { name: 'verify and add', prepare: full, acts: [act('verify'), act('add more')] },
  { name: 'import and add', prepare: withSource, acts: [act('import-url ../source/data theirs'), act('add more')] },
  { name: 'update and status', prepare: imported, acts: [act('update theirs.dvc'), act('status')] },
  { name: 'unprotect and commit', prepare: full, acts: [act('unprotect data'), act('commit -f data')] },
  { name: 'add and add in two trees', prepare: twoTrees, acts: [act('add more'), act('add more', there)] },
  { name: 'add and checkout in two trees', prepare: twoTrees, acts: [act('add more'), act('checkout', there)] },
  { name: 'push and push in two trees', prepare: twoTrees, acts: [act('push'), act('push', there)] },
  { name: 'pull and pull in two trees', prepare: twoEmptyTrees, acts: [act('pull'), act('pull', there)] },
  {
    name: 'add and gc for both in two trees',
    prepare: twoTrees,
    acts: [act('add more'), act('gc -w -f -p ../project', there)],
  },
  {
    name: 'gc and gc for both in two trees',
    prepare: twoTrees,
    acts: [act('gc -w -f -p ../second'), act('gc -w -f -p ../project', there)],
  },
  { name: 'add and add of DVC', prepare: full, acts: [act('add more'), act('add data', byDvc)] },
  { name: 'gc of DVC and add', prepare: full, acts: [act('gc -w -f', byDvc), act('add more')] },
  {
    name: 'commit of DVC and checkout',
    prepare: withoutFiles,
    acts: [act('commit -f more', byDvc), act('checkout data')],
  },
  { name: 'repro of DVC and add', prepare: withPipeline, acts: [act('repro', byDvc), act('add more')] },
  { name: 'pull of DVC and pull', prepare: empty, acts: [act('pull', byDvc), act('pull')] },
  { name: 'status of DVC and move', prepare: full, acts: [act('status', byDvc), act('move data moved')] },
]
