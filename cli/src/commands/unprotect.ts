import { unprotectData } from '@sterna/engine'
import { atLeastOne, command } from '../shell/command.ts'

export const unprotect = command({
  name: 'unprotect',
  summary: 'Make linked data plain files, so that it can be edited.',
  takes: { targets: atLeastOne('targets', 'Files or directories.') },
  failureExit: 255,
  run: async ({ targets }, { session }) => unprotectData(await session.project(), targets),
})
