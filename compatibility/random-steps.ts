import fc from 'fast-check'
import { commitAll, remove, run, type Step, shell, write } from './sequence.ts'

/** Something that a person does, and what it is called when it turns out to matter. */
export interface RandomStep {
  readonly text: string
  readonly steps: readonly Step[]
}

const files = ['a', 'b', 'd/1', 'd/2', 'd/sub/3', 'q/x']
const outputs = ['a', 'b', 'd', 'q/x']
const parts = ['d/1', 'd/sub', 'd/sub/3']
const branches = ['main', 'other']

/** What there is before anything is left to chance: two outputs that Git, the cache and the remote know. */
export const beginning: readonly Step[] = [
  run('init'),
  run('remote add -d store ../store'),
  write({ a: 'one\n', b: 'b\n', 'd/1': 'one\n', 'd/2': 'd2\n', 'd/sub/3': 'd3\n' }),
  run('add a d'),
  run('push'),
  commitAll('begin'),
]

/** A command with one of some words behind it. */
function command(line: string, ...targets: readonly string[]): fc.Arbitrary<RandomStep> {
  const lines = targets.length === 0 ? [line] : targets.map((target) => `${line} ${target}`)
  return fc.constantFrom(...lines).map((text) => ({ text, steps: [run(text)] }))
}

const edit = fc.tuple(fc.constantFrom(...files), fc.constantFrom('one\n', 'two\n', '')).map(([file, content]) => ({
  text: `write ${file} ${JSON.stringify(content)}`,
  steps: [write({ [file]: content })],
}))

const forget = fc.constantFrom(...files, 'd').map((name) => ({
  text: `delete ${name}`,
  steps: [remove(name)],
}))

const writeAndAdd = fc
  .tuple(fc.constantFrom('a', 'd/1', 'd/sub/3', 'd/new'), fc.constantFrom('one\n', 'two\n', 'three\n'))
  .map(([file, content]) => ({
    text: `write ${file} ${JSON.stringify(content)} and add it`,
    steps: [write({ [file]: content }), run(`add ${file.split('/')[0]!}`)],
  }))

/** Then gc with other revisions would get lists of files from the remote again, which DVC does only for the workspace's. */
const startOver: RandomStep = {
  text: 'delete .dvc/cache, a and d, then pull',
  steps: [remove('.dvc/cache', 'a', 'd'), run('pull')],
}

/** Left untracked, DVC's next checkout deletes the data; we leave it where it is. */
const removeAndAddAgain = fc.constantFrom('a', 'd').map((name) => ({
  text: `remove ${name}.dvc and add it again`,
  steps: [run(`remove ${name}.dvc`), run(`add ${name}`)],
}))

const gitCommit: RandomStep = { text: 'git commit', steps: [commitAll('more')] }

const branch = fc.constantFrom(...branches).map((name) => ({
  text: `git checkout ${name}`,
  steps: [
    commitAll('before leaving'),
    shell(`git checkout --quiet ${name} 2>/dev/null || git checkout --quiet -b ${name} || true`),
  ],
}))

const moves = command('move', 'a e', 'd moved', 'a q/y', 'b d', 'moved d', 'e a')

export const randomStep: fc.Arbitrary<RandomStep> = fc.oneof(
  { weight: 5, arbitrary: edit },
  { weight: 8, arbitrary: writeAndAdd },
  { weight: 2, arbitrary: forget },
  { weight: 5, arbitrary: command('add', ...outputs, ...parts) },
  { weight: 2, arbitrary: command('commit -f', '', ...outputs) },
  { weight: 3, arbitrary: command('checkout', '', ...outputs, ...parts) },
  { weight: 2, arbitrary: command('checkout -f', '', ...outputs) },
  { weight: 3, arbitrary: command('push', '', ...outputs) },
  { weight: 3, arbitrary: command('pull', '', '-f', 'd', 'a') },
  { weight: 1, arbitrary: command('fetch') },
  { weight: 2, arbitrary: command('gc -f', '-w', '-w -c') },
  { weight: 2, arbitrary: command('remove', 'a.dvc --outs', 'd.dvc --outs', 'q/x.dvc --outs') },
  { weight: 1, arbitrary: removeAndAddAgain },
  { weight: 2, arbitrary: moves },
  { weight: 2, arbitrary: command('status --json') },
  { weight: 1, arbitrary: fc.constant({ text: 'data status --json', steps: [run('data status --json', 'sets')] }) },
  { weight: 1, arbitrary: command('config cache.type', 'copy', 'hardlink', 'symlink') },
  { weight: 1, arbitrary: command('checkout --relink', '', ...outputs) },
  { weight: 1, arbitrary: command('unprotect', ...outputs) },
  { weight: 2, arbitrary: branch },
  { weight: 1, arbitrary: fc.constant(gitCommit) },
  { weight: 1, arbitrary: fc.constant(startOver) },
)
