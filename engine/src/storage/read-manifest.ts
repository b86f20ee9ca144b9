import { Failure } from '../foundation/base/index.ts'
import { type DirectoryManifest, emptyManifest, makeManifest } from './directory-manifest.ts'
import { refuseBadEntries } from './refuse-bad-entries.ts'

/** Reads a manifest in any layout of JSON. Failure 'corrupt-object' if it is no list of files of a directory. */
export function readManifest(bytes: Uint8Array, name = 'the directory object'): DirectoryManifest {
  const manifest = scanCanonical(bytes) ?? parseAnyLayout(bytes, name)
  refuseBadEntries(manifest.relpaths, manifest.hashes, name)
  return manifest
}

const head = '{"md5": "'
const between = '", "relpath": "'
const hashLength = 32

/** The layout we and DVC write, by positions instead of a parser: some ten times faster. Undefined for any other one. */
function scanCanonical(bytes: Uint8Array): DirectoryManifest | undefined {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  if (text === '[]') return emptyManifest
  const relpaths: string[] = []
  const hashes: string[] = []
  for (let at = 1; ; ) {
    const hashStart = at + head.length
    const pathStart = hashStart + hashLength + between.length
    const end = text.indexOf('"}', pathStart)
    if (end < 0 || !text.startsWith(head, at) || !text.startsWith(between, hashStart + hashLength)) return undefined
    const relpath = text.slice(pathStart, end)
    if (/["\\\x80-\xff]/.test(relpath)) return undefined
    hashes.push(text.slice(hashStart, hashStart + hashLength))
    relpaths.push(relpath)
    if (end + 3 === text.length && text.endsWith(']'))
      return text.startsWith('[') ? makeManifest(relpaths, hashes) : undefined
    if (!text.startsWith(', ', end + 2)) return undefined
    at = end + 4
  }
}

function parseAnyLayout(bytes: Uint8Array, name: string): DirectoryManifest {
  const entries = parseJson(bytes)
  if (!Array.isArray(entries) || !entries.every(isEntry)) {
    throw new Failure('corrupt-object', `"${name}" is not a list of files.`, {
      hint: 'To mend it: sterna verify. If that finds it nowhere: sterna add the directory again.',
    })
  }
  return makeManifest(
    entries.map((entry) => entry.relpath),
    entries.map((entry) => entry.md5),
  )
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return undefined
  }
}

function isEntry(entry: unknown): entry is { md5: string; relpath: string } {
  const { md5, relpath } = (entry ?? {}) as { md5?: unknown; relpath?: unknown }
  return typeof md5 === 'string' && typeof relpath === 'string'
}
