import { absolutePath } from '../../foundation/base/index.ts'
import type { GitRepository } from '../../foundation/git/index.ts'
import { leftByOthers, ofProcess } from '../../foundation/system/index.ts'
import type { WritingContext } from '../writing-context.ts'

const purpose = 'sterna-probe'

/** Refuses where nothing can be recorded in Git, before hours are spent on what would be. */
export function refuseUnwritable({ files, environment }: WritingContext, { places }: GitRepository): void {
  const probe = absolutePath(places.commonDirectory, ofProcess(purpose, environment.processId))
  files.writeNew(probe, '')
  files.remove(probe)
  for (const left of leftByOthers(files, places.commonDirectory, purpose)) files.remove(left)
}
