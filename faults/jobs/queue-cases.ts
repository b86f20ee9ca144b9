import { execFileSync, spawn } from 'node:child_process'
import * as fs from 'node:fs'
import { isEnded, type JobFacts, stateOf } from '../../engine/src/jobs/index.ts'
import type { FaultCase } from '../fault-case.ts'
import { FaultProject, sternaWords } from '../project.ts'
import { randomNumbersFor } from '../random-numbers.ts'
import { type KillScene, killSome } from './kill-some.ts'
import { openJobs } from './open-jobs.ts'

const definition = `stages:
  train:
    cmd: sleep 0.2; cp params.yaml model
    params: [lr]
    outs: [model]
`

/** Experiments of the queue, while whoever runs them is killed: the person's work tree stays, each result is there once. */
export function queueFaults(points: number): FaultCase {
  const count = Math.ceil(points / 4)
  const random = randomNumbersFor('queue')
  return {
    name: `kill -9 of ${points} runners, supervisors and workers of ${count} queued jobs`,
    async judge() {
      const project = await FaultProject.create()
      try {
        await prepare(project, count)
        const before = workTree(project)
        await killSome(sceneOf(project, random), points)
        for (let round = 0; round < 5 && !isDone(project); round++) await project.run(['queue', 'run', '-j', '4'])
        return workTree(project) === before ? broken(project, count) : 'the work tree is another one'
      } finally {
        project.remove()
      }
    },
  }
}

async function prepare(project: FaultProject, count: number): Promise<void> {
  project.write('dvc.yaml', definition)
  project.write('params.yaml', 'lr: 0\n')
  project.git(['add', '--all'])
  project.git(['commit', '--quiet', '-m', 'begin'])
  const values = Array.from({ length: count }, (_, i) => i + 1).join(',')
  const { status, stderr } = await project.run(['exp', 'run', '--queue', '-n', 'e', '-S', `lr=${values}`])
  if (status !== 0) throw new Error(stderr)
}

function sceneOf(project: FaultProject, random: () => number): KillScene {
  const words = sternaWords(['queue', 'run', '-j', '4'])
  return {
    random,
    milliseconds: [50, 250],
    startRunner: () => spawn(process.execPath, words, project.options('project')),
    facts: () => jobs(project),
    isDone: () => isDone(project),
  }
}

function jobs(project: FaultProject): JobFacts[] {
  return openJobs(project.at('project/.git/sterna/root/jobs'), '').jobs.all()
}

function isDone(project: FaultProject): boolean {
  const all = jobs(project)
  return all.length > 0 && all.every((facts) => isEnded(stateOf(facts)))
}

/** HEAD, what it leads to, what is changed, and every file. */
function workTree(project: FaultProject): string {
  const git = (...words: string[]) => execFileSync('git', words, { ...project.options('project'), encoding: 'utf8' })
  const files = fs.readdirSync(project.at('project')).map((name) => [name, content(project.at(`project/${name}`))])
  return JSON.stringify([git('symbolic-ref', 'HEAD'), git('rev-parse', 'HEAD'), git('status', '--porcelain'), files])
}

function content(file: string): string {
  return fs.statSync(file).isDirectory() ? '' : fs.readFileSync(file, 'utf8')
}

function broken(project: FaultProject, count: number): string | undefined {
  const all = jobs(project)
  if (all.length !== count) return `${all.length} jobs for ${count} experiments`
  const git = (...words: string[]) => execFileSync('git', words, { ...project.options('project'), encoding: 'utf8' })
  const refs = git('for-each-ref', '--format=%(refname:lstrip=4)', 'refs/exps').split('\n').filter(Boolean).sort()
  const succeeded = all.filter((facts) => stateOf(facts).kind === 'succeeded').map(({ submission }) => submission.name)
  const lost = succeeded.find((name) => !refs.includes(name))
  if (lost) return `${lost} succeeded, and there is no experiment`
  const half = refs.filter((ref) => ref.startsWith('e-')).find((ref) => !isWhole(git, ref))
  if (half) return `the experiment ${half} is not what it should be`
  const trees = fs.readdirSync(project.at('project/.dvc/tmp/exps')).filter((name) => name.startsWith('tmp'))
  return trees.length > 0 ? `work trees are left: ${trees.join(', ')}` : undefined
}

function isWhole(git: (...words: string[]) => string, name: string): boolean {
  const ref = git('for-each-ref', '--format=%(refname)', `refs/exps/*/*/${name}`).trim()
  const [lock, params] = [git('show', `${ref}:dvc.lock`), git('show', `${ref}:params.yaml`)]
  return params === `lr: ${name.slice(2)}\n` && lock.includes(`lr: ${name.slice(2)}\n`)
}
