import * as path from 'node:path'
import {
  absolutePath,
  Failure,
  findProjectRoot,
  type MergeConflict,
  mergeVersions,
  openProject,
  type Project,
  realFileSystem,
  settleMerge,
} from '@sterna/engine'
import { command, option, optionalWord, type Session } from '../shell/command.ts'
import { shellQuoted } from '../show/git-hint.ts'
import { conflictLines } from '../show/merge.ts'

export const mergeDriver = command({
  name: 'merge-driver',
  summary: 'Merge .dvc files and dvc.lock entry by entry; Git calls it.',
  takes: {
    target: optionalWord('target', 'A file that Git has left unmerged, with --take.'),
    take: {
      ...option('--take <side>', 'Whose version of what both sides changed is taken.'),
      choices: ['ours', 'theirs'],
    },
    ancestor: option('--ancestor <file>', 'The version that both sides began with.'),
    our: option('--our <file>', 'Our version; it becomes the merged one.'),
    their: option('--their <file>', 'Their version.'),
    name: option('--path <path>', 'What the file is called in the repository.'),
  },
  failureExit: 1,
  run: async ({ target, take, ancestor, our, their, name }, { session }) => {
    if (take !== undefined) return settle(session, target, take as 'ours' | 'theirs')
    if (ancestor === undefined || our === undefined || their === undefined) throw missingVersions()
    await forGit(() => merge(session, { base: ancestor, ours: our, theirs: their, name }))
    return []
  },
  show: (lines) => lines,
})

async function settle(session: Session, target: string | undefined, side: 'ours' | 'theirs'): Promise<string[]> {
  if (target === undefined) throw new Failure('usage', 'the following arguments are required: target')
  const conflicts = await settleMerge(await session.project(), target, side)
  return conflicts.map((conflict) => `${conflict.subject}: ${conflict[side]} (${side})`)
}

interface Versions {
  readonly base: string
  readonly ours: string
  readonly theirs: string
  readonly name: string | undefined
}

async function merge(session: Session, { base, ours, theirs, name }: Versions): Promise<void> {
  const place = (file: string) => absolutePath(session.workingDirectory, file)
  const project = await projectOf(session, name)
  try {
    const conflicts = await mergeVersions(project, {
      base: place(base),
      ours: place(ours),
      theirs: place(theirs),
      name,
    })
    if (conflicts.length > 0) throw contested(conflicts, name)
  } finally {
    project.close()
  }
}

/** The project that the merged file belongs to. Git calls from the root of the repository, which may lie above it. */
async function projectOf(session: Session, name: string | undefined): Promise<Project> {
  let directory = absolutePath(session.workingDirectory, path.dirname(name ?? ''))
  while (realFileSystem.stat(directory)?.kind !== 'directory') directory = absolutePath(directory, '..')
  const isInside = findProjectRoot(realFileSystem, directory) !== undefined
  return isInside ? openProject({ workingDirectory: directory, commandLine: 'sterna merge-driver' }) : session.project()
}

function contested(conflicts: readonly MergeConflict[], name = 'FILE'): Failure {
  const take = (side: string) => `sterna merge-driver --take ${side} ${shellQuoted(name)}`
  return new Failure(
    'merge-conflict',
    `unable to auto-merge the following paths:\n${conflictLines(conflicts).join('\n')}\n${name} now has our versions of them, and everything else merged.`,
    {
      hint: `To keep ours: ${take('ours')}\nTo take theirs: ${take('theirs')}`,
    },
  )
}

/** Git takes an exit code above 128 for a crash and gives up the whole merge, so no failure may have one. */
async function forGit(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof Failure) || error.code === 'merge-conflict') throw error
    throw new Failure('merge-conflict', error.message, { cause: error, ...(error.hint ? { hint: error.hint } : {}) })
  }
}

function missingVersions(): Failure {
  return new Failure('usage', 'the following arguments are required: --ancestor, --our, --their', {
    hint: 'Git hands them over. To settle a file that it has left unmerged: sterna merge-driver --take ours FILE',
  })
}
