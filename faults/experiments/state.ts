import { execFileSync } from 'node:child_process'
import * as fs from 'node:fs'
import type { FaultProject } from '../project.ts'
import type { Files } from '../snapshot.ts'

/** What a repository and its work tree are. */
export interface RepositoryState {
  /** HEAD, what it leads to, and the index. */
  readonly checkedOut: string
  /**
   * Refs of the clone and of the bare repository beside it, with the tree and the parents of each. Of a record only whose it is: what it
   * says differs from run to run.
   */
  readonly refs: Files
  readonly files: Files
}

export function stateOf(project: FaultProject): RepositoryState {
  const git = (...words: string[]) => project.git(words)
  const checkedOut = [git('symbolic-ref', 'HEAD'), git('rev-parse', 'HEAD'), git('ls-files', '--stage')].join('')
  const refs = new Map(['project', 'bare/.git'].flatMap((folder) => refsIn(project, folder)))
  return { checkedOut, refs, files: project.snapshot().files }
}

function refsIn(project: FaultProject, folder: string): [string, string][] {
  if (!fs.existsSync(project.at(folder))) return []
  const format = '--format=%(refname)\t%(objectname)\t%(tree) %(parent)'
  const lines = project.git(['for-each-ref', format], folder).split('\n').filter(Boolean)
  const refs = lines.map((line) => line.split('\t') as [ref: string, id: string, commit: string])
  const named = new Map(refs.filter(([ref]) => ref.startsWith('refs/exps/')).map(([ref, id]) => [id, ref]))
  return refs.map(([ref, , commit]) => {
    const recorded = /^refs\/sterna\/records\/(..)\/(.*)$/.exec(ref)
    if (!recorded) return [`${folder} ${ref}`, commit]
    return [`${folder} record of ${named.get(`${recorded[1]}${recorded[2]}`) ?? 'nobody'}`, 'kept']
  })
}

/** What is broken: an object that a ref leads to is not there, or a ref cannot be read. */
export function brokenRefs(project: FaultProject): string | undefined {
  for (const folder of ['project', 'bare/.git']) {
    if (!fs.existsSync(project.at(folder))) continue
    try {
      execFileSync('git', ['fsck', '--connectivity-only', '--no-dangling'], { cwd: project.at(folder), stdio: 'pipe' })
    } catch (error) {
      return `git fsck in ${folder}: ${(error as { stderr: Buffer }).stderr.toString()}`
    }
  }
  return undefined
}

/** What is of no use any more and lies about: indexes, work trees and notes. */
export function leftovers(project: FaultProject): string[] {
  const isLeft = /sterna-index-|exps\/tmp[^/]*$|exps\/run\/workspace$|sterna\/root\/trees\/[^.][^/]*$/
  return namesBelow(project.at('project')).filter((name) => isLeft.test(name))
}

/** Lock files of Git, which it leaves when it is killed; it asks the person to remove them. */
export function removeGitLocks(project: FaultProject): void {
  const locks = ['project/.git', 'bare/.git'].flatMap((folder) => {
    const names = namesBelow(project.at(folder)).filter((name) => /^(refs\/.*|[^/]+)\.lock$/.test(name))
    return names.map((name) => project.at(`${folder}/${name}`))
  })
  for (const lock of locks) fs.rmSync(lock)
}

function namesBelow(directory: string): string[] {
  return fs.existsSync(directory) ? fs.readdirSync(directory, { recursive: true, encoding: 'utf8' }) : []
}
