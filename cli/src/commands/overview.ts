import {
  absolutePath,
  findProjectRoot,
  type Project,
  projectStatus,
  realFileSystem,
  type StatusResult,
} from '@sterna/engine'
import { command } from '../shell/command.ts'

/** What `sterna` alone shows: where the cycle stands, and the one next step worth taking. */
export const overview = command({
  name: '',
  summary: 'Show where the project stands.',
  takes: {},
  failureExit: 255,
  run: async (_request, { session, signal, report }) => {
    if (!findProjectRoot(realFileSystem, absolutePath(session.workingDirectory))) return beginning
    const project = await session.project()
    return describe(
      project,
      await projectStatus(project, { targets: [], withDependencies: false, isRecursive: false }, { signal, report }),
    )
  },
  show: (lines) => lines,
})

const beginning = [
  'sterna keeps data, pipelines and models in a Git repository. You are not in a project yet.',
  'To see it fly:          sterna demo',
  'To begin in this folder: git init && sterna init, then sterna add DATA',
]

function describe(project: Project, status: StatusResult): string[] {
  const sources = project.sources().length
  const stages = project.definitions().flatMap((definition) => definition.stages).length
  const changed = status.changed.map(({ stage }) => stage)
  return [
    `${count(sources, 'data set', 'data sets')}, ${count(stages, 'stage', 'stages')}; ${changed.length === 0 ? 'everything is as recorded' : `changed: ${shortList(changed)}`}.`,
    project.config.defaultRemote() === undefined
      ? 'No remote: the data is on this machine only.'
      : `Remote: ${project.config.defaultRemote()}.`,
    `Next: ${nextStep(project, status, sources + stages)}`,
  ]
}

/** The one thing that helps most now. */
function nextStep(project: Project, { changed }: StatusResult, tracked: number): string {
  if (tracked === 0) return 'sterna add DATA, to track a file or folder'
  const isMissing = changed.some(({ outs }) => [...outs.values()].some((state) => state === 'not in cache'))
  if (isMissing)
    return project.config.defaultRemote() === undefined
      ? 'sterna repro, to make again what the cache does not have'
      : 'sterna pull, to get what the cache does not have'
  const isDeleted = changed.some(({ outs }) => [...outs.values()].includes('deleted'))
  if (isDeleted) return 'sterna checkout, to bring deleted data back'
  const data = changed.find(({ stage }) => stage.endsWith('.dvc'))
  if (data)
    return `sterna add ${data.stage.slice(0, -'.dvc'.length)}, to record the change (or sterna checkout, to undo it)`
  if (changed.length > 0) return 'sterna repro, to run what has changed'
  if (project.git && !project.git.isClean()) return 'git commit, so that this state can be found again'
  return project.config.defaultRemote() === undefined
    ? 'sterna remote add -d NAME FOLDER, to keep the data in a second place'
    : 'sterna push, so that others have the data too'
}

function count(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`
}

const shownNames = 5

function shortList(names: readonly string[]): string {
  const shown = names.slice(0, shownNames).join(', ')
  return names.length > shownNames ? `${shown} and ${names.length - shownNames} more` : shown
}
