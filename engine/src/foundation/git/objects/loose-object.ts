import * as fs from 'node:fs'
import { inflateSync } from 'node:zlib'
import type { GitObject, GitObjectType } from './git-object.ts'

/** An object that has a file of its own: `type SP size NUL content`, deflated. Undefined if there is none. */
export function readLooseObject(directory: string, id: string, mostBytes: number): GitObject | undefined {
  const file = `${directory}/${id.slice(0, 2)}/${id.slice(2)}`
  const found = fs.statSync(file, { throwIfNoEntry: false })
  if (!found) return undefined
  const whole = inflateSync(fs.readFileSync(file), { maxOutputLength: mostBytes })
  const end = whole.indexOf(0)
  const type = whole.toString('latin1', 0, whole.indexOf(0x20)) as GitObjectType
  return { id, type, bytes: whole.subarray(end + 1) }
}
