import { execFileSync } from 'node:child_process'
import * as path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FaultCase } from '../fault-case.ts'
import { FaultProject, sternaWords } from '../project.ts'

const shim = path.join(path.dirname(fileURLToPath(import.meta.url)), '../clock-back.cjs')
const dayBefore = { NODE_OPTIONS: `-r ${shim}` }

const definition = `stages:
  train:
    cmd: sleep 0.5; cp params.yaml model
    params: [lr]
    outs: [model]
`

interface Status {
  readonly tasks: readonly {
    readonly name: string
    readonly state: string
    readonly elapsed_seconds: number | null
    readonly left_seconds: number | null
  }[]
}

/** The clock goes back a day while jobs of the queue wait and run: all are run, in their order, and no time is below nothing. */
export function clockBack(): FaultCase {
  return {
    name: 'experiments: the clock goes back a day while the queue runs',
    async judge() {
      const project = await FaultProject.create()
      try {
        return await judgeClock(project)
      } finally {
        project.remove()
      }
    },
  }
}

async function judgeClock(project: FaultProject): Promise<string | undefined> {
  project.write('dvc.yaml', definition)
  project.write('params.yaml', 'lr: 0\n')
  project.git(['add', '--all'])
  project.git(['commit', '--quiet', '-m', 'begin'])
  await must(project, 'exp run --queue -n before -S lr=1,2', {})
  await must(project, 'queue start -j 1', {})
  await must(project, 'exp run --queue -n after -S lr=3,4', dayBefore)
  const during = statusOf(project)
  await must(project, 'exp run --run-all -j 2', dayBefore)
  const { tasks } = statusOf(project)
  const negative = [...during.tasks, ...tasks].find(
    (task) => (task.elapsed_seconds ?? 0) < 0 || (task.left_seconds ?? 0) < 0,
  )
  if (negative) return `a time below nothing: ${JSON.stringify(negative)}`
  const open = tasks.find(({ state }) => state !== 'success')
  if (open) return `${open.name} is ${open.state}`
  return tasks.length === 4 ? undefined : `${tasks.length} tasks of 4`
}

async function must(project: FaultProject, line: string, variables: Readonly<Record<string, string>>): Promise<void> {
  const words = sternaWords(line.split(' '))
  const { status, stderr } = await project.runProgram(process.execPath, words, 'project', variables)
  if (status !== 0) throw new Error(`${line} fails: ${stderr}`)
}

function statusOf(project: FaultProject): Status {
  const { env, ...options } = project.options('project')
  const words = sternaWords(['queue', 'status', '--json'])
  return JSON.parse(
    execFileSync(process.execPath, words, { ...options, env: { ...env, ...dayBefore }, encoding: 'utf8' }),
  )
}
