import { explainSystemError, Failure } from '../foundation/base/index.ts'
import type { FailedObject } from './failed-object.ts'
import type { FilesToRead, ReadSink } from './files-to-read.ts'
import type { LocalObjects } from './local-objects.ts'
import { type ContentHash, emptyHash } from './object-store.ts'
import type { Progress } from './progress.ts'
import { readFiles } from './read-files.ts'

/** Copies objects between two directories in the same pass that hashes them, so that no corrupt one spreads. */
export async function copyVerified(
  from: LocalObjects,
  to: LocalObjects,
  hashes: readonly ContentHash[],
  progress: Progress,
): Promise<FailedObject[]> {
  const failed: FailedObject[] = []
  try {
    const sink = copySink({ from, to, hashes, failed })
    await readFiles(filesOf(from, hashes), sink, progress)
  } catch (error) {
    throw explainSystemError(error)
  }
  return failed
}

interface Copying {
  readonly from: LocalObjects
  readonly to: LocalObjects
  readonly hashes: readonly ContentHash[]
  readonly failed: FailedObject[]
}

function filesOf(from: LocalObjects, hashes: readonly ContentHash[]): FilesToRead {
  const bytes = new Float64Array(hashes.length)
  const mtimes = new Float64Array(hashes.length)
  for (let i = 0; i < hashes.length; i++) {
    const stats = from.find(hashes[i]!)
    bytes[i] = stats?.size ?? 0
    mtimes[i] = stats?.mtimeMs ?? 0
  }
  return { paths: { length: hashes.length, at: (i) => from.pathOf(hashes[i]!) }, bytes, mtimes }
}

function copySink({ from, to, hashes, failed }: Copying): ReadSink {
  const attempt = (file: number, work: () => void) => {
    const cause = causeOfFailure(work)
    if (cause !== undefined) failed.push({ hash: hashes[file]!, cause })
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
function causeOfFailure(work: () => void): string | undefined {
  try {
    work()
    return undefined
  } catch (error) {
    const explained = explainSystemError(error)
    if (!(explained instanceof Failure) || explained.code === 'disk-full') throw explained
    return explained.message
  }
}
