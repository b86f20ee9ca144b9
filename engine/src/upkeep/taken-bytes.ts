import { type LocalStore, measureObjects } from '../storage/index.ts'
import type { Content, Contents } from './contents.ts'

/**
 * Bytes of those entries of a content that `take` takes; it is asked of each once. Looks at the files of the fewer ones:
 * those that were taken, or the rest.
 */
export function takenBytes(
  cache: LocalStore,
  { objects: numbered }: Pick<Contents, 'objects'>,
  { objects, bytes }: Pick<Content, 'objects' | 'bytes'>,
  take: (object: number) => boolean,
): number {
  const split = new Int32Array(objects.length)
  let taken = 0
  let others = objects.length
  for (const object of objects) split[take(object) ? taken++ : --others] = object
  const measure = (from: number, to: number) =>
    measureObjects(
      cache,
      Array.from(split.subarray(from, to), (object) => numbered.hashOf(object)),
    )
  if (2 * taken <= split.length) return measure(0, taken).bytes
  const rest = measure(taken, split.length)
  return rest.objects === split.length - taken ? bytes - rest.bytes : measure(0, taken).bytes
}
