import * as fs from 'node:fs'
import type { Act, Pair } from './pair.ts'
import type { FaultProject } from './project.ts'

/** Two chains that have nothing to do with each other, and one stage that reads from both. */
const chains = `stages:
  left:
    cmd: sleep 0.7 && cat raw/left > left.txt
    deps: [raw/left]
    outs: [left.txt]
  left-end:
    cmd: sleep 0.7 && sort left.txt > left.end
    deps: [left.txt]
    outs: [left.end]
  right:
    cmd: sleep 0.7 && mkdir -p right && cat raw/right > right/a && cat raw/right > right/b
    deps: [raw/right]
    outs: [right]
  right-end:
    cmd: sleep 0.7 && cat right/a right/b > right.end
    deps: [right]
    outs: [right.end]
  join:
    cmd: cat left.end right.end > join.txt
    deps: [left.end, right.end]
    outs: [join.txt]
`

async function twoChains(project: FaultProject): Promise<void> {
  project.write('dvc.yaml', chains)
  project.write('raw/left', 'b\na\n')
  project.write('raw/right', 'c\n')
}

async function changedChains(project: FaultProject): Promise<void> {
  await twoChains(project)
  await project.run(['repro'])
  project.write('raw/right', 'd\n')
  project.write('left.end', 'by hand\n')
}

/** Stages of both may be recorded in turns: entries of the lock file and lines of the ignore file by name. */
function arrange(project: FaultProject): void {
  const read = (name: string) => fs.readFileSync(project.at(`project/${name}`), 'utf8')
  const [head, ...entries] = read('dvc.lock').split(/^(?= {2}\S)/m)
  project.write('dvc.lock', [head, ...entries.sort()].join(''))
  project.write('.gitignore', read('.gitignore').split('\n').sort().join('\n'))
}

/** When DVC is refused a path it shows Git again what its finished stages have made, and never hides it any more. */
function arrangeRefused(project: FaultProject): void {
  arrange(project)
  project.removeFile('.gitignore')
}

const ours = (line: string): Act => ({ words: line.split(' ') })
const byDvc = (line: string): Act => ({ ...ours(line), by: 'dvc' })

/** DVC needs most of a second to begin, so only a late start of ours finds it at work. */
const longestLagMilliseconds = 2500

/** Runs of stages beside real DVC that works on the same stages or on others. */
export const pairsOfRuns: readonly Pair[] = [
  {
    name: 'repro -j and repro of DVC elsewhere',
    prepare: twoChains,
    acts: [ours('repro -j 2 left-end'), byDvc('repro right-end')],
    arrange,
  },
  {
    name: 'repro of DVC and repro -j elsewhere',
    prepare: twoChains,
    acts: [byDvc('repro right-end'), ours('repro -j 2 left-end')],
    arrange,
    longestLagMilliseconds,
  },
  {
    name: 'repro -j and repro of DVC',
    prepare: twoChains,
    acts: [ours('repro -j 2'), byDvc('repro right-end')],
    arrange: arrangeRefused,
  },
  {
    name: 'repro of DVC and repro -j',
    prepare: twoChains,
    acts: [byDvc('repro'), ours('repro -j 2 right-end')],
    arrange: arrangeRefused,
    longestLagMilliseconds,
  },
  { name: 'repro -j and status of DVC', prepare: twoChains, acts: [ours('repro -j 2'), byDvc('status')], arrange },
  {
    name: 'repro -j and commit of DVC',
    prepare: changedChains,
    acts: [ours('repro -j 2 right-end'), byDvc('commit -f left-end')],
    arrange,
  },
  {
    name: 'commit of DVC and repro -j',
    prepare: changedChains,
    acts: [byDvc('commit -f left-end'), ours('repro -j 2 right-end')],
    arrange,
    longestLagMilliseconds,
  },
]
