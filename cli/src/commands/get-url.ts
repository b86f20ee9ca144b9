import { absolutePath, getPlace, realFileSystem, refuseStorageOptions } from '@sterna/engine'
import { command, flag, number, optionalWord, word } from '../shell/command.ts'
import { storageOf, storageParameters } from '../shell/settings-parameters.ts'
import { about } from '../shell/source-parameters.ts'

export const getUrl = command({
  name: 'get-url',
  summary: 'Copy a file or folder of this machine to here.',
  takes: {
    url: word('url', 'A file or folder.'),
    out: optionalWord('out', 'Where to put it.'),
    force: flag('-f, --force', 'Overwrite what is there.'),
    jobs: number('-j, --jobs <number>', 'How many files at a time; on one machine more than one does not help.'),
    ...storageParameters,
  },
  failureExit: 1,
  run: (request, { session }) => {
    try {
      refuseStorageOptions(request.url, storageOf(request))
      const context = { files: realFileSystem, workingDirectory: absolutePath(session.workingDirectory) }
      return getPlace(context, request)
    } catch (error) {
      throw about(`failed to get '${request.url}'`, error, ['file-exists', 'file-missing', 'unsupported', 'usage'])
    }
  },
})
