import type { LocalStore } from '../storage/index.ts'
import type { Content, Contents } from './contents.ts'
import { takenBytes } from './taken-bytes.ts'

/** Counts the bytes of several states of an output together: what is in more than one of them counts once. */
export function distinctBytes(cache: LocalStore, all: Contents): (versions: readonly Content[]) => number {
  const countedIn = new Int32Array(all.objects.length)
  let round = 0
  const isFirst = (object: number) => {
    if (countedIn[object] === round) return false
    countedIn[object] = round
    return true
  }
  return (versions) => {
    const [only, ...others] = versions
    if (only && others.length === 0) return only.bytes
    round++
    const largestFirst = [...versions].sort((a, b) => b.bytes - a.bytes)
    return largestFirst.reduce((sum, content) => sum + takenBytes(cache, all, content, isFirst), 0)
  }
}
