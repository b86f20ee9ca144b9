/** What making a file costs, in bytes that could be hashed and written meanwhile. */
const bytesPerFile = 100_000

/** A run of things in order: from `from` up to `to`. */
export interface Share {
  readonly from: number
  readonly to: number
}

/** Cuts files of these sizes into shares of about the same work, in order. */
export function shareOut(bytes: Float64Array, shares: number): Share[] {
  const total = bytes.reduce((sum, size) => sum + size + bytesPerFile, 0)
  const ends: number[] = []
  let done = 0
  for (let i = 0; i < bytes.length; i++) {
    while (done >= (total * (ends.length + 1)) / shares) ends.push(i)
    done += bytes[i]! + bytesPerFile
  }
  while (ends.length < shares) ends.push(bytes.length)
  return ends.map((to, i) => ({ from: i === 0 ? 0 : ends[i - 1]!, to }))
}

/** From so many files or bytes on it is worth it to start threads, which takes some 30 ms. */
const worthwhileFiles = 20_000
const worthwhileBytes = 200 << 20

/** How many threads besides this one have enough to do with so many files. */
export function threadsWorth(files: number, bytes = 0): number {
  return files > worthwhileFiles || bytes > worthwhileBytes ? files - 1 : 0
}
