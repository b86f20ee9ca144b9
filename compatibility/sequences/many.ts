import * as fs from 'node:fs'
import * as path from 'node:path'
import { commitAll, git, type HandStep, remove, run, type Sequence, sequence } from '../sequence.ts'

/** So many that the work is shared out among threads. */
const files = 24_000

/** Writes files of a directory anew, all or those from a number on, some with names that JSON has to escape. */
function writeMany(content: string, from = 0): HandStep {
  return {
    kind: 'hand',
    act({ directory }) {
      for (let i = from; i < files; i++) {
        const file = path.join(directory, 'data', `part ${i % 60}`, `${i % 7 === 0 ? 'é"' : 'f'}${i}`)
        fs.mkdirSync(path.dirname(file), { recursive: true })
        fs.rmSync(file, { force: true })
        fs.writeFileSync(file, `${content} ${i}\n`)
      }
    },
  }
}

const twoStates = [
  run('init'),
  run('remote add -d store ../store'),
  writeMany('one'),
  run('add data'),
  commitAll('one'),
  run('push'),
  writeMany('two', 2_000),
  run('add data'),
  commitAll('two'),
  run('push'),
]

/** Never recorded: for the live comparison only. */
export const sequencesOfManyFiles: readonly Sequence[] = [
  sequence(
    'many files: there and back',
    [
      ...twoStates,
      run('gc -w -f'),
      git('checkout --quiet HEAD~1'),
      run('pull'),
      git('checkout --quiet main'),
      run('checkout'),
      remove('data', '.dvc/cache'),
      run('config cache.type hardlink'),
      run('pull'),
      run('gc -w -c -f'),
      run('status -c --json'),
    ],
    ['store'],
  ),
  sequence('many files: changes', [
    ...twoStates,
    run('diff HEAD~1 --json'),
    run('data status --json', 'sets'),
    writeMany('three', 22_000),
    remove('data/part 7'),
    run('data status --granular --json', 'sets'),
    run('commit -f'),
    run('config cache.type symlink'),
    run('checkout --relink'),
    run('list . data --json'),
  ]),
]
