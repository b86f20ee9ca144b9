import { execFileSync } from 'node:child_process'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { fileURLToPath } from 'node:url'
import { lab, pythonEnvironment } from '../services/lab.ts'
import { fillRan, stagesOf } from './pipeline-workloads.ts'
import { type Fill, shape } from './shapes.ts'
import type { Workload } from './workloads.ts'
import type { Worlds } from './worlds.ts'

/** The same trivial stages as rules of Snakemake, one job at a time. It is installed when a row of it is asked for. */
export const snakemakeWorkloads: readonly Workload[] = [doingNothing(100), doingNothing(1_000), runningFirst(100)]

function doingNothing(count: number): Workload {
  const made: Fill = (directory) => {
    fillRules(count)(directory)
    execFileSync(snakemake(), words, { cwd: directory, stdio: 'ignore' })
  }
  return {
    ...shape(`\`repro\` no-op of ${count.toLocaleString('en')} stages, beside Snakemake`, 'to compare', 3, true),
    against: 'snakemake',
    isLarge: true,
    commands: (worlds) => ({
      sterna: () => worlds.command('sterna', ['repro'], worlds.project('sterna', `ran-${count}`, fillRan(count))),
      other: () => inWorld(worlds, `rules-made-${count}`, made),
    }),
  }
}

function runningFirst(count: number): Workload {
  const fill: Fill = (directory) => fs.writeFileSync(path.join(directory, 'dvc.yaml'), stagesOf(count))
  return {
    ...shape(`first \`repro\` of ${count} trivial stages, beside Snakemake`, 'to compare', 3, false),
    against: 'snakemake',
    isLarge: true,
    commands: (worlds) => ({
      sterna: (round) => worlds.command('sterna', ['repro'], worlds.project('sterna', `first-${round}`, fill)),
      other: (round) => inWorld(worlds, `rules-${round}`, fillRules(count)),
    }),
  }
}

const words = ['--jobs', '1', '--quiet', 'all']

function inWorld(worlds: Worlds, name: string, fill: Fill) {
  return { ...worlds.command('node', [], worlds.project('sterna', name, fill)), words: [snakemake(), ...words] }
}

function snakemake(): string {
  const requirements = path.join(path.dirname(fileURLToPath(import.meta.url)), 'snakemake-requirements.txt')
  return path.join(path.dirname(pythonEnvironment(path.join(lab, 'snakemake'), requirements)), 'snakemake')
}

/** Each rule does what one of the stages does. */
function fillRules(count: number): Fill {
  return (directory) => {
    const names = Array.from({ length: count }, (_, i) => i)
    const rules = names.map((i) => `rule s${i}:\n    output: "out${i}.txt"\n    shell: "echo ${i} > out${i}.txt"\n`)
    const all = `rule all:\n    input: ${names.map((i) => `"out${i}.txt"`).join(', ')}\n`
    const made = [all, ...rules].join('\n')
    fs.writeFileSync(path.join(directory, 'Snakefile'), made)
  }
}
