import { type AbsolutePath, absolutePath, Failure, pathInside, shownPath } from '../foundation/base/index.ts'
import { editYaml, readYaml, renderYaml, type Scalar, type Value, type ValueMap } from '../foundation/formats/index.ts'
import { type AddStageResult, addStage } from '../pipeline/index.ts'
import { currentOffer } from './current-offer.ts'
import type { ObservationCall, ObservationContext } from './observation-context.ts'
import type { StageOffer } from './offer.ts'

export interface AcceptRequest {
  /** Of which watched command; of the last one if left out. */
  readonly watched: string | undefined
  /** What the stage is to be called, if not as it was offered. */
  readonly name: string | undefined
}

export interface AcceptedOffer extends AddStageResult {
  readonly offer: StageOffer
}

/** Writes the stage that was offered into `dvc.yaml`, as `stage add` does, and its new parameters into `params.yaml`. */
export async function acceptOffer(
  context: ObservationContext,
  { watched, name }: AcceptRequest,
  call: ObservationCall,
): Promise<AcceptedOffer> {
  const from = watched ?? context.watched.lastName()
  const offered = offerOf(context, from)
  const offer = name === undefined ? offered : { ...offered, request: { ...offered.request, name } }
  const place = absolutePath(context.workingDirectory, 'params.yaml')
  const before = context.files.readText(place)
  if (offer.newParams.size > 0) context.files.writeAtomic(place, withParams(before, offer.newParams))
  try {
    const added = await addStage(context, offer.request, { ...call, report: (event) => tellWarning(event, call) })
    return {
      offer,
      changed: [...added.changed, ...(offer.newParams.size > 0 ? [place] : [])],
      isStaged: added.isStaged,
    }
  } catch (error) {
    putBack(context, place, before)
    throw error
  }
}

function tellWarning(event: { readonly kind: string }, call: ObservationCall): void {
  if (event.kind === 'warning' && 'text' in event) call.report({ kind: 'warning', text: String(event.text) })
}

function putBack({ files }: ObservationContext, place: AbsolutePath, before: string | undefined): void {
  if (before === undefined) files.remove(place)
  else if (files.readText(place) !== before) files.writeAtomic(place, before)
}

function offerOf(context: ObservationContext, name: string | undefined): StageOffer {
  const runs = name === undefined ? [] : context.watched.of(name)
  if (name === undefined || runs.length === 0)
    throw new Failure(
      'target-unknown',
      `No command${name === undefined ? '' : ` called '${name}'`} was watched here.`,
      {
        hint: 'Watch one twice: sterna watch python train.py',
      },
    )
  refuseElsewhere(context, runs[0]!.directory, name)
  const offer = currentOffer(context, name)
  if (offer?.kind === 'stage') return offer
  const reason = offer ? offer.reason : 'it was not seen to do the same twice'
  throw new Failure('unsupported', `There is no stage to be made of '${name}': ${reason}.`, {
    hint: 'What has run: sterna runs',
  })
}

/** The stage belongs into the `dvc.yaml` of the directory that the command was started in. */
function refuseElsewhere({ root, workingDirectory }: ObservationContext, directory: string, name: string): void {
  if (pathInside(root, workingDirectory) === directory) return
  throw new Failure('usage', `'${name}' was watched in '${directory || '.'}', so its stage belongs there.`, {
    hint: `Run it from there: sterna --cd ${shownPath(workingDirectory, absolutePath(root, directory))} watch --accept ${name}`,
  })
}

/** The text of a file of parameters with more of them; what is there stays as it is. */
export function withParams(text: string | undefined, added: ReadonlyMap<string, Scalar>): string {
  const isEmpty = text === undefined || text.trim() === ''
  const before = isEmpty ? new Map() : readYaml(text, 'params.yaml')
  let whole = mappingAt(before, '')
  for (const [key, value] of added) whole = withKey(whole, key.split('.'), value)
  return isEmpty ? renderYaml(whole) : editYaml(text, whole, 'params.yaml')
}

function withKey(map: ValueMap, [first = '', ...rest]: readonly string[], value: Scalar): ValueMap {
  const next = rest.length === 0 ? value : withKey(mappingAt(map.get(first) ?? new Map(), first), rest, value)
  return new Map(map).set(first, next)
}

function mappingAt(value: Value, key: string): ValueMap {
  if (value instanceof Map) return value
  throw new Failure('file-format', `'params.yaml' has no mapping ${key === '' ? 'at its top' : `'${key}'`}.`, {
    hint: 'Make it one, or write the stage yourself with sterna stage add.',
  })
}
