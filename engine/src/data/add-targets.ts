import * as path from 'node:path'
import type picomatch from 'picomatch'
import {
  type AbsolutePath,
  absolutePath,
  Failure,
  joinRepo,
  pathInside,
  type RepoPath,
  shownPath,
  toPosix,
} from '../foundation/base/index.ts'
import { loadPackage } from '../foundation/formats/index.ts'
import type { AddRequest } from './add-request.ts'
import type { DataContext } from './data-context.ts'
import { noMatches } from './match-targets.ts'
import { isStageFile } from './stage-files.ts'

/** The paths to track, checked: inside the project, not ignored, each once. Whether they are there is not asked. */
export function addTargets(context: DataContext, request: AddRequest): RepoPath[] {
  const paths = request.isPattern
    ? expandPatterns(context, request.targets)
    : request.targets.map((target) => targetPath(context, target))
  return [...new Set(paths)]
}

function targetPath(context: DataContext, target: string): RepoPath {
  const absolute = absolutePath(context.workingDirectory, target)
  const inside = pathInside(context.root, absolute)
  if (inside === undefined || inside === '') throw outside(target, inside)
  if (isStageFile(path.basename(absolute))) throw new Failure('usage', `DVC file '${target}' cannot be an output.`)
  refuseBelowLink(context, inside)
  const stat = context.files.stat(absolute)
  if (context.files.lstat(absolute)?.kind === 'symlink' && stat?.kind === 'directory') throw belowLink()
  refuseDvcIgnored(context, inside, absolute, stat?.kind === 'directory')
  return inside
}

function refuseDvcIgnored(context: DataContext, inside: RepoPath, absolute: AbsolutePath, isDirectory: boolean): void {
  const rule = context.dvcIgnore.ruleThatIgnores(inside, isDirectory)
  if (!rule) return
  const where =
    rule.file === undefined ? rule.pattern : `${shownPath(context.root, rule.file)}:${rule.line}:${rule.pattern}`
  throw new Failure('ignored', `Path '${absolute}' is ignored by ${where}`)
}

function refuseBelowLink(context: DataContext, inside: RepoPath): void {
  const parents = inside.split('/').slice(0, -1)
  const linked = parents.some((_, depth) => {
    const parent = absolutePath(context.root, parents.slice(0, depth + 1).join('/'))
    return context.files.lstat(parent)?.kind === 'symlink'
  })
  if (linked) throw belowLink()
}

function belowLink(): Failure {
  return new Failure(
    'unsupported',
    'Cannot add files inside symlinked directories to DVC. See <https://dvc.org/doc/user-guide/troubleshooting#add-symlink> for more information.',
  )
}

function outside(target: string, inside: string | undefined): Failure {
  if (inside === '')
    return new Failure('usage', 'The project itself cannot be tracked as data.', {
      hint: 'Name the files and folders in it that are data.',
    })
  return new Failure(
    'usage',
    `Cached output(s) outside of DVC project: ${target}. See <https://dvc.org/doc/user-guide/data-management/importing-external-data> for more info.`,
  )
}

/** Files and directories below the working directory that match; of a match inside a match only the outer one. */
function expandPatterns(context: DataContext, patterns: readonly string[]): RepoPath[] {
  const compile = loadPackage<typeof picomatch>('picomatch')
  const matchers = patterns.map((pattern) => compile(toPosix(pattern), { dot: false }))
  const found: RepoPath[] = []
  const walk = (directory: string) => {
    for (const { name, kind } of context.files.list(absolutePath(context.workingDirectory, directory)) ?? []) {
      const relative = directory === '' ? name : `${directory}/${name}`
      const inside = pathInside(context.root, absolutePath(context.workingDirectory, relative))
      if (
        inside === undefined ||
        isStageFile(name) ||
        context.dvcIgnore.isIgnored(joinRepo('' as RepoPath, inside), kind === 'directory')
      )
        continue
      if (matchers.some((matches) => matches(relative))) found.push(targetPath(context, relative))
      else if (kind === 'directory') walk(relative)
    }
  }
  walk('')
  if (found.length > 0) return found
  throw noMatches(patterns)
}
