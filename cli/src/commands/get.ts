import { absolutePath, getFiles, objectPlace, openTree, withoutPassword } from '@sterna/engine'
import { command, flag, number, optionOrNothing, word } from '../shell/command.ts'
import { about, sourceParameters, withRepository } from '../shell/source-parameters.ts'

export const get = command({
  name: 'get',
  summary: 'Copy a file or directory out of a repository.',
  takes: {
    url: word('url', 'A Git repository: a folder, or a URL that Git can reach.'),
    path: word('path', 'A file or directory inside it.'),
    out: optionOrNothing('-o, --out [path]', 'Where to put it.'),
    showUrl: flag('--show-url', 'Only print where its bytes are kept.'),
    force: flag('-f, --force', 'Overwrite what is there.'),
    jobs: number('-j, --jobs <number>', 'How many files at a time; on one machine more than one does not help.'),
    ...sourceParameters,
  },
  failureExit: 1,
  exits: { config: 1, 'file-missing': 255, 'missing-data': 255, 'target-unknown': 255 },
  run: async ({ url, showUrl, ...request }, { session }) => {
    try {
      return await withRepository(session, url, request, async (repository) => {
        const open = await openTree(repository)
        if (showUrl) return await objectPlace(open, request.path)
        await getFiles(open, request, absolutePath(session.workingDirectory))
        return undefined
      })
    } catch (error) {
      throw about(`failed to get '${request.path}' from '${withoutPassword(url)}'`, error, [
        'file-exists',
        'usage',
        'git',
        'unsupported',
        'config',
        'remote',
      ])
    }
  },
  show: (place) => (place === undefined ? [] : [place]),
})
