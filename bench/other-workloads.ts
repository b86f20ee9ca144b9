import { execFileSync } from 'node:child_process'
import { fillMany } from './fills.ts'
import { add, type Fill, shape } from './shapes.ts'
import type { Workload } from './workloads.ts'
import type { Worlds } from './worlds.ts'

interface Other {
  readonly program: 'git-lfs' | 'git-annex'
  readonly prepare: readonly (readonly string[])[]
  readonly add: readonly string[]
  readonly status: readonly string[]
}

const others: readonly Other[] = [
  {
    program: 'git-lfs',
    prepare: [
      ['git', 'lfs', 'install', '--local'],
      ['git', 'lfs', 'track', 'data/**'],
    ],
    add: ['git', 'add', 'data'],
    status: ['git', 'status', '--short'],
  },
  {
    program: 'git-annex',
    prepare: [['git', 'annex', 'init', '--quiet']],
    add: ['git', 'annex', 'add', '--quiet', 'data'],
    status: ['git', 'annex', 'status'],
  },
]

/** The same data in the hands of other programs, where they are installed. */
export const otherWorkloads: readonly Workload[] = others.flatMap((other) => [adding(other), looking(other)])

function adding(other: Other): Workload {
  return {
    ...shape(`\`add\` of 100,000 files of 1–10 KB, beside ${other.program}`, 'to compare', 1, false),
    against: other.program,
    isLarge: true,
    commands: (worlds) => ({
      sterna: (round) => worlds.command('sterna', add, worlds.project('sterna', `beside-${round}`, fillMany)),
      other: (round) => inWorld(worlds, other, `${other.program}-${round}`, other.add),
    }),
  }
}

function looking(other: Other): Workload {
  const added: Fill = (directory) => {
    fillFor(other)(directory)
    execFileSync(other.add[0]!, other.add.slice(1), { cwd: directory, stdio: 'ignore' })
  }
  return {
    ...shape(`no-op \`status\` of 100,000 files, beside ${other.program}`, 'to compare', 3, true),
    against: other.program,
    isLarge: true,
    commands: (worlds) => ({
      sterna: () => worlds.command('sterna', ['status', '-q'], worlds.project('sterna', 'beside', fillMany, [add])),
      other: () => inWorld(worlds, other, `${other.program}-added`, other.status, added),
    }),
  }
}

function inWorld(worlds: Worlds, other: Other, name: string, words: readonly string[], fill = fillFor(other)) {
  return { ...worlds.command('node', [], worlds.project('sterna', name, fill)), words }
}

function fillFor({ prepare }: Other): Fill {
  return (directory) => {
    for (const [program, ...words] of prepare) execFileSync(program!, words, { cwd: directory, stdio: 'ignore' })
    fillMany(directory)
  }
}
