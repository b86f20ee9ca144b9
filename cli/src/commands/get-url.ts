import { getPlace, refuseStorageOptions } from '@sterna/engine'
import { command, flag, number, optionalWord, word } from '../shell/command.ts'
import { placeContext } from '../shell/place-context.ts'
import { storageOf, storageParameters } from '../shell/settings-parameters.ts'
import { about } from '../shell/source-parameters.ts'

export const getUrl = command({
  name: 'get-url',
  summary: 'Copy a file or folder of this machine, or from a URL, to here.',
  takes: {
    url: word('url', 'A file or folder: a path, a URL such as s3://bucket/path, or remote://name/path.'),
    out: optionalWord('out', 'Where to put it.'),
    force: flag('-f, --force', 'Overwrite what is there.'),
    jobs: number('-j, --jobs <number>', 'How many files at a time; on one machine more than one does not help.'),
    ...storageParameters,
  },
  failureExit: 1,
  run: async (request, { session, signal, report }) => {
    try {
      const storage = storageOf(request)
      refuseStorageOptions(request.url, storage)
      return await getPlace(placeContext(session), { ...request, storage }, { signal, report })
    } catch (error) {
      throw about(`failed to get '${request.url}'`, error, [
        'file-exists',
        'file-missing',
        'remote-refused',
        'remote-unreachable',
        'unsupported',
        'usage',
      ])
    }
  },
})
