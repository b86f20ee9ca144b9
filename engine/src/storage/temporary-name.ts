import { randomBytes } from 'node:crypto'

/** Enough randomness for some hundred names; asking the system for each is the slower part of making one. */
const poolBytes = 4096
const nameBytes = 16
let pool = Buffer.alloc(0)

/** A name for a file that is not finished: `.<22 characters>.tmp`, as DVC has them, so that its `gc` sweeps ours too. */
export function temporaryName(): string {
  if (pool.length < nameBytes) pool = randomBytes(poolBytes)
  const name = pool.toString('base64url', 0, nameBytes)
  pool = pool.subarray(nameBytes)
  return `.${name}.tmp`
}
