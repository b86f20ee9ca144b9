import { Failure } from '../foundation/base/index.ts'
import { legacyAreaOf } from '../storage/index.ts'
import { legacyContext } from './area-context.ts'
import type { SelectedOutput } from './select-outputs.ts'
import { hasVersions, type Remote, type TransferContext } from './transfer-data.ts'

export interface AreaGroup<Context, Selected> {
  readonly context: Context
  readonly remote: Remote | undefined
  readonly selected: readonly Selected[]
}

/** A group as it is, or in two, if DVC before 3.0 has recorded some of it: that lies elsewhere on both sides. */
export function byArea<Context extends TransferContext, Selected extends SelectedOutput>(
  context: Context,
  { remote, selected }: Omit<AreaGroup<Context, Selected>, 'context'>,
): AreaGroup<Context, Selected>[] {
  const old = selected.filter(({ output }) => output.recorded?.isLegacy)
  if (old.length === 0) return [{ context, remote, selected }]
  const today = selected.filter(({ output }) => !output.recorded?.isLegacy)
  const legacy = { context: legacyContext(context), remote: remote && legacyRemote(remote), selected: old }
  return today.length === 0 ? [legacy] : [{ context, remote, selected: today }, legacy]
}

function legacyRemote(remote: Remote): Remote {
  const objects = hasVersions(remote) ? undefined : legacyAreaOf(remote.objects)
  const { complete: _, ...rest } = remote
  if (objects) return { ...rest, objects }
  throw new Failure('unsupported', `remote '${remote.name}' cannot be asked for data of DVC before 3.0.`, {
    hint: 'To bring the data to the form of today: sterna cache migrate --dvc-files',
  })
}
