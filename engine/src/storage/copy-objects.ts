import { explainSystemError, Failure } from '../foundation/base/index.ts'
import { type FailedObject, failedObject } from './failed-object.ts'
import type { ReadSink } from './files-to-read.ts'
import { LocalObjects } from './local-objects.ts'
import { explained } from './local-store.ts'
import { type ContentHash, emptyHash } from './object-store.ts'
import { Progress, type StorageCall } from './progress.ts'
import { readFiles } from './read-files.ts'
import { type Share, shareOut, threadsWorth } from './threads/share-out.ts'
import type { CopyOrder, CopyOutcome } from './threads/thread-work.ts'
import { sideBySide, startThreads } from './threads/threads.ts'

/**
 * Copies objects between two directories in the same pass that hashes them, so that no corrupt one spreads; with the help
 * of other threads where there is enough to do.
 */
export async function copyObjects(
  from: LocalObjects,
  to: LocalObjects,
  hashes: readonly ContentHash[],
  call?: StorageCall,
): Promise<CopyOutcome & { readonly missing: readonly ContentHash[] }> {
  const { order, missing } = await findAll(from, to, hashes, call)
  const [totalFiles, totalBytes] = [order.hashes.length, order.bytes.reduce((sum, bytes) => sum + bytes, 0)]
  const progress = new Progress(call, 'transfer', { totalFiles, totalBytes })
  const threads = startThreads(threadsWorth(totalFiles, totalBytes))
  const [own, ...others] = shareOut(order.bytes, threads.length + 1).map((share) => shareOf(order, share))
  const outcomes = await sideBySide(
    threads,
    progress,
    () => copyShare(own!, progress),
    (thread, i) => thread.run('copy', others[i]!, progress),
  )
  return { failed: outcomes.flatMap(({ failed }) => failed), missing }
}

/** Does the share of a thread. */
export async function copyShare(order: CopyOrder, progress: Progress): Promise<CopyOutcome> {
  const { hashes, bytes, mtimes } = order
  const from = new LocalObjects(order.from)
  const failed: FailedObject[] = []
  const paths = { length: hashes.length, at: (i: number) => from.pathOf(hashes[i]!) }
  try {
    const sink = copySink({ from, to: new LocalObjects(order.to), hashes, failed })
    await readFiles({ paths, bytes, mtimes }, sink, progress)
  } catch (error) {
    throw explainSystemError(error)
  }
  return { failed }
}

async function findAll(
  from: LocalObjects,
  to: LocalObjects,
  hashes: readonly ContentHash[],
  call: StorageCall | undefined,
): Promise<{ readonly order: CopyOrder; readonly missing: readonly ContentHash[] }> {
  const progress = new Progress(call, 'silent')
  const found = { hashes: [] as ContentHash[], bytes: [] as number[], mtimes: [] as number[] }
  const missing: ContentHash[] = []
  for (let i = 0; i < hashes.length; i++) {
    const hash = hashes[i]!
    const stats = explained(() => from.find(hash))
    if (stats === undefined) missing.push(hash)
    else {
      found.hashes.push(hash)
      found.bytes.push(stats.size)
      found.mtimes.push(stats.mtimeMs)
    }
    if (i % 256 === 0) await progress.breathe()
  }
  const columns = { bytes: Float64Array.from(found.bytes), mtimes: Float64Array.from(found.mtimes) }
  return { order: { from: from.place, to: to.place, hashes: found.hashes, ...columns }, missing }
}

function shareOf({ hashes, bytes, mtimes, ...places }: CopyOrder, { from, to }: Share): CopyOrder {
  return { ...places, hashes: hashes.slice(from, to), bytes: bytes.slice(from, to), mtimes: mtimes.slice(from, to) }
}

interface Copying {
  readonly from: LocalObjects
  readonly to: LocalObjects
  readonly hashes: readonly ContentHash[]
  readonly failed: FailedObject[]
}

function copySink({ from, to, hashes, failed }: Copying): ReadSink {
  const attempt = (file: number, work: () => void) => {
    const failure = failureOf(work)
    if (failure) failed.push(failedObject(hashes[file]!, failure))
  }
  return {
    takeSmall: (file, bytes, hash) =>
      attempt(file, () => {
        refuseOther(hashes[file]!, hash, from.pathOf(hashes[file]!))
        to.write(bytes, hashes[file]!)
      }),
    takeLarge: (file) => {
      const unfinished = to.begin()
      const end = (hash: ContentHash, bytes: number) =>
        attempt(file, () => {
          refuseOther(hashes[file]!, hash, from.pathOf(hashes[file]!))
          unfinished.keep(hashes[file]!, bytes)
        })
      return { write: unfinished.write, end, abandon: unfinished.abandon }
    },
    refuse: (file, error) => attempt(file, () => throwIt(error)),
  }
}

function throwIt(error: unknown): never {
  throw error
}

function refuseOther(name: ContentHash, hash: ContentHash, place: string): void {
  if (name.slice(0, emptyHash.length) === hash) return
  throw new Failure('corrupt-object', `The bytes of '${place}' are not what its name says.`)
}

/** Why an object failed; a full disk ends everything, since no other object would fare better. */
function failureOf(work: () => void): Failure | undefined {
  try {
    work()
    return undefined
  } catch (error) {
    const explained = explainSystemError(error)
    if (!(explained instanceof Failure) || explained.code === 'disk-full') throw explained
    return explained
  }
}
