import { explainSystemError, Failure, mapBounded } from '../foundation/base/index.ts'
import { type FailedObject, failedObject } from './failed-object.ts'
import { FailuresInARow } from './failures-in-a-row.ts'
import { Moving } from './moving.ts'
import { Progress, type StorageCall, stopIfAborted } from './progress.ts'

export interface Moves<Item> {
  readonly items: readonly Item[]
  /** Sizes of the items, as far as they are known. */
  readonly sizes?: readonly number[] | undefined
  readonly jobs: number
  readonly call: StorageCall | undefined
  /** What an item that fails is called. */
  nameOf(item: Item): string
  move(item: Item, moving: Moving): Promise<void>
}

/** Moves many at once; one that fails does not stop the others, unless no other would fare better. Returns those that failed. */
export async function moveEach<Item>(moves: Moves<Item>): Promise<FailedObject[]> {
  const { items, sizes, jobs, call } = moves
  const totalBytes = sizes?.reduce((sum, bytes) => sum + bytes, 0)
  const totals = { totalFiles: items.length, ...(totalBytes === undefined ? {} : { totalBytes }) }
  const progress = new Progress(call, 'transfer', totals)
  const failures = new FailuresInARow()
  const failed = await mapBounded(items, jobs, (item, i) =>
    tryMove(moves, item, new Moving(progress, sizes?.[i]), failures),
  )
  progress.report()
  return failed.filter((one) => one !== undefined)
}

async function tryMove<Item>(
  { nameOf, move, call }: Moves<Item>,
  item: Item,
  moving: Moving,
  failures: FailuresInARow,
): Promise<FailedObject | undefined> {
  stopIfAborted(call)
  try {
    await move(item, moving)
    failures.end()
    await moving.finish()
    return undefined
  } catch (error) {
    const explained = explainSystemError(error)
    if (!(explained instanceof Failure) || endsAll.has(explained.code)) throw explained
    failures.note(explained)
    return failedObject(nameOf(item), explained)
  }
}

const endsAll: ReadonlySet<Failure['code']> = new Set(['interrupted', 'disk-full', 'no-versions'])
