import { Failure, type FreezeResult, freezeStages } from '@sterna/engine'
import { atLeastOne, command, type Session } from '../shell/command.ts'

const takes = { targets: atLeastOne('targets', 'Stages, or .dvc files.') }

export const freeze = command({
  name: 'freeze',
  summary: 'Keep stages as they are, whatever they depend on.',
  takes,
  failureExit: 1,
  run: ({ targets }, { session }) => carryOut(session, targets, true),
})

export const unfreeze = command({
  name: 'unfreeze',
  summary: 'Let frozen stages follow what they depend on again.',
  takes,
  failureExit: 1,
  run: ({ targets }, { session }) => carryOut(session, targets, false),
})

async function carryOut(session: Session, targets: readonly string[], isFrozen: boolean): Promise<void> {
  const project = await session.project()
  const results = await freezeStages(project, { targets, isFrozen })
  for (const result of results) {
    if (result.kind === 'failed' || result.stage.kind !== 'pipeline') continue
    session.print(`Modifying stage '${result.name}' in '${project.pathHere(result.stage.file)}'`)
  }
  const failed = results.filter((result) => result.kind === 'failed')
  if (failed.length > 0) throw allFailed(failed, isFrozen ? 'freeze' : 'unfreeze')
}

function allFailed(failed: readonly Extract<FreezeResult, { kind: 'failed' }>[], verb: string): Failure {
  const lines = failed.map(({ target, failure }) => `failed to ${verb} '${target}' - ${failure.message}`)
  const [{ failure }] = failed as [(typeof failed)[0]]
  return new Failure(failure.code, lines.join('\n'), failure.hint === undefined ? {} : { hint: failure.hint })
}
