import { type AbsolutePath, absolutePath, Failure } from '../foundation/base/index.ts'
import type { Stage } from './definition/index.ts'
import type { PipelineContext } from './pipeline-context.ts'

/** Throws a `Failure` for a working directory that is none, or lies outside of the project. */
export function refuseBadWdir(context: Pick<PipelineContext, 'root' | 'files'>, { wdir }: Stage): void {
  const place = absolutePath(context.root, wdir)
  const kind = context.files.stat(place)?.kind
  if (kind === undefined) throw badWdir(place, 'does not exist', 'Make it first.')
  if (kind !== 'directory') throw badWdir(place, 'is not directory', 'Name a directory.')
  if (wdir === '..' || wdir.startsWith('../') || wdir.startsWith('/'))
    throw badWdir(place, 'is outside of DVC repo', `Name a directory below ${context.root}.`)
}

function badWdir(place: AbsolutePath, reason: string, hint: string): Failure {
  return new Failure('stage-invalid', `stage working dir '${place}' ${reason}`, { hint })
}
