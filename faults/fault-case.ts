import * as os from 'node:os'

/** One thing that goes wrong; `judge` says what is wrong afterwards that should not be, undefined if nothing is. */
export interface FaultCase {
  readonly name: string
  judge(): Promise<string | undefined>
}

export interface FaultResult {
  readonly name: string
  readonly mistake: string | undefined
}

/** Works on one more at a time than there are processors, as some only wait; results are in the order of what they are of. */
export async function eachInParallel<One, Result>(
  all: readonly One[],
  work: (one: One) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  let next = 0
  const workOn = async () => {
    for (let i = next++; i < all.length; i = next++) results[i] = await work(all[i]!)
  }
  await Promise.all(Array.from({ length: os.availableParallelism() + 1 }, workOn))
  return results
}

/** What is found out when it is first asked for. */
export function once<Value>(find: () => Promise<Value>): () => Promise<Value> {
  let found: Promise<Value> | undefined
  return () => (found ??= find())
}
