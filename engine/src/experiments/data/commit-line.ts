import { crc32 } from 'node:zlib'
import type { CommitData } from './revision-data.ts'

const tab = '\t'
const sumDigits = 8
/** A checksum of the rest in hex, and the rest: id, parent, seconds, and the parts. JSON has neither tabs nor line ends. */
const fields = 7
export const commitStart = sumDigits + 1

/** One line of the index, without its end. */
export function renderCommitLine(data: CommitData): string {
  const { commit, parent = '-', seconds, params, metrics, deps, outs } = data
  const rest = [commit, parent, String(seconds), params, metrics, deps, outs].join(tab)
  return `${sumOf(Buffer.from(rest, 'latin1'))}${tab}${rest}`
}

/** What a line says; undefined if it is not whole. */
export function parseCommitLine(line: Buffer): CommitData | undefined {
  const sum = line.toString('latin1', 0, sumDigits)
  const rest = line.subarray(commitStart)
  if (sum !== sumOf(rest)) return undefined
  const [commit = '', parent = '-', seconds = '', params = '', metrics = '', deps = '', outs, ...more] = fieldsOf(rest)
  if (outs === undefined || more.length > 0) return undefined
  return { commit, parent: parent === '-' ? undefined : parent, seconds: Number(seconds), params, metrics, deps, outs }
}

/** Each a text of its own: pieces of one text would keep all of it as long as one of them is needed. */
function fieldsOf(rest: Buffer): string[] {
  const found: string[] = []
  for (let start = 0; found.length <= fields; ) {
    const end = rest.indexOf(tab, start)
    found.push(rest.toString('latin1', start, end < 0 ? rest.length : end))
    if (end < 0) break
    start = end + 1
  }
  return found
}

function sumOf(bytes: Uint8Array): string {
  return crc32(bytes).toString(16).padStart(sumDigits, '0')
}
