import { type MigrateResult, migrateCache, type Project } from '@sterna/engine'
import { command, flag } from '../shell/command.ts'
import { warningsTo } from '../show/events.ts'
import { gitHint } from '../show/git-hint.ts'

export const cacheMigrate = command({
  name: 'cache migrate',
  summary: 'Bring data of DVC before 3.0 to the form of today.',
  takes: {
    withStageFiles: flag('--dvc-files', 'Also what .dvc files and dvc.lock record of it.'),
    isDry: flag('--dry', 'Only tell what would be done.'),
  },
  failureExit: 255,
  run: async (request, { session, signal, report }) => {
    const project = await session.project()
    const result = await migrateCache(project, request, { signal, report: warningsTo(session, report) })
    for (const hash of result.corrupt) session.warn(`"${hash}" in the old cache does not hold what its name promises.`)
    for (const path of result.left)
      session.warn(`'${project.pathHere(path)}' stays as it is recorded: its data is not here. To get it: sterna fetch`)
    return { ...result, project }
  },
  show: (result, request) => [
    objectsLine(result, request.isDry),
    ...(request.withStageFiles ? fileLines(result, request.isDry) : []),
  ],
  json: ({ objects, corrupt, stageFiles, changed, left }) => ({ objects, corrupt, stageFiles, changed, left }),
})

function objectsLine({ objects }: MigrateResult, isDry: boolean): string {
  return isDry
    ? `${objects} files will be re-hashed and migrated to the DVC 3.0 cache location.`
    : `Migrated ${objects} files to DVC 3.0 cache location.`
}

function fileLines(result: MigrateResult & { readonly project: Project }, isDry: boolean): string[] {
  const { stageFiles, changed, project } = result
  if (stageFiles.length === 0) return ['No DVC files in the repo to migrate to the 3.0 format.']
  if (isDry)
    return [
      'Entries in following DVC files will be migrated to the 3.0 format:',
      ...stageFiles.map((file) => `\t${file}`),
    ]
  const updates = changed.map((file) => {
    const kind = file.endsWith('.dvc') ? 'DVC' : 'lock'
    return `Updating ${kind} file '${project.pathHere(file)}'`
  })
  return [...updates, ...gitHint(project, result)]
}
