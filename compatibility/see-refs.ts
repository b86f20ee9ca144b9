import { execFileSync } from 'node:child_process'
import * as fs from 'node:fs'
import * as path from 'node:path'
import type { SeenFile, World } from './world.ts'

/** What comes and goes while an experiment runs or is applied, and what only DVC needs for that. */
const passing = /^refs\/exps\/(exec|temp|apply)\/|^refs\/(exps\/)?stash$/

/** What HEAD, branches and experiments of a repository lead to, as files that both tools answer for. */
export function seeRefs(world: World, repository = world.directory, prefix = '.git'): Map<string, SeenFile> {
  const git = gitIn(world, repository)
  const seen = new Map<string, SeenFile>()
  const head = git('symbolic-ref', '--quiet', 'HEAD') || git('rev-parse', 'HEAD')
  seen.set(`${prefix}/HEAD`, text(head))
  for (const [ref, commit] of experimentRefs(world, repository))
    seen.set(`${prefix}/${ref}`, text(tellerOf(ref)(git, commit)))
  for (const [ref, commit] of refsIn(git, 'refs/heads')) seen.set(`${prefix}/${ref}`, text(told(git, commit)))
  return seen
}

/** Bare repositories among the folders beside the project. */
export function isBareRepository(directory: string): boolean {
  return ['HEAD', 'objects', 'refs'].every((name) => fs.existsSync(path.join(directory, name)))
}

/** The commits of all experiments, by ref. */
export function experimentRefs(world: World, repository = world.directory): Map<string, string> {
  const all = refsIn(gitIn(world, repository), 'refs/exps')
  return new Map([...all].filter(([ref]) => !passing.test(ref)))
}

type Git = (...words: string[]) => string

function gitIn({ variables }: World, cwd: string): Git {
  return (...words) => {
    try {
      return execFileSync('git', words, { cwd, env: variables, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    } catch {
      return ''
    }
  }
}

function refsIn(git: Git, prefix: string): Map<string, string> {
  const lines = git('for-each-ref', '--format=%(refname) %(objectname)', prefix).split('\n')
  return new Map(lines.filter((line) => line !== '').map((line) => line.split(' ') as [string, string]))
}

/** A commit without when it was made and by what id it is known: its parents, what it says, and its files. */
function told(git: Git, commit: string): string {
  const tree = git('ls-tree', '-r', commit).replace(/^.*\t\.dvc\/tmp\/repro\.dat\n/m, '')
  return `${git('show', '--no-patch', '--format=%an <%ae> %cn <%ce>%nparents %P%n%n%B', commit)}\n${tree}`
}

/** What is queued has a parent whose id depends on where the project is. */
function tellerOf(ref: string): typeof told {
  return ref.startsWith('refs/exps/celery/')
    ? (git, commit) => told(git, commit).replace(/^parents (\w+) \w+$/m, 'parents $1 …')
    : told
}

function text(content: string): SeenFile {
  return { mode: 'ref', content }
}
