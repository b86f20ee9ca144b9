import { absolutePath, initProject, readEnvironment, realFileSystem, realProcesses } from '@sterna/engine'
import { command, flag, optionalWord } from '../shell/command.ts'

export const init = command({
  name: 'init',
  summary: 'Make a project in a Git repository.',
  takes: {
    directory: optionalWord('directory', 'Where; the working directory if left out.'),
    withoutGit: flag('--no-scm', 'Do without Git.'),
    force: flag('-f, --force', 'Begin anew, dropping the settings and the cache there are.'),
    isSubdirectory: flag('--subdir', 'The directory lies below the root of its Git repository.'),
  },
  headline: 'failed to initiate DVC',
  failureExit: 1,
  run: ({ directory, ...request }, { session }) => {
    const environment = { ...readEnvironment(), workingDirectory: absolutePath(session.workingDirectory) }
    const machine = { files: realFileSystem, processes: realProcesses, environment }
    return initProject(machine, {
      ...request,
      directory: realFileSystem.realPath(absolutePath(session.workingDirectory, directory)),
    })
  },
  show: ({ usesGit }) => [
    'Initialized DVC repository.',
    '',
    ...(usesGit ? ['You can now commit the changes to git.', ''] : []),
    'Next: sterna add DATA tracks a file or folder; sterna stage add writes a step of a pipeline.',
  ],
})
