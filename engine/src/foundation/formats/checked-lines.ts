import { crc32 } from 'node:zlib'

/** A value as a line that tells when it is not whole: the CRC-32 of its JSON, a blank, the JSON. */
export function checkedLine(value: object): string {
  const json = JSON.stringify(value)
  return `${crc32(json).toString(16).padStart(8, '0')} ${json}\n`
}

/** The values of a text made of such lines, up to the first that is not whole; what stands behind it cannot be relied on. */
export function readCheckedLines(text: string): { readonly values: readonly object[]; readonly isWhole: boolean } {
  const values: object[] = []
  const lines = text.split('\n')
  const rest = lines.pop()
  for (const line of lines) {
    const value = valueOf(line)
    if (value === undefined) return { values, isWhole: false }
    values.push(value)
  }
  return { values, isWhole: rest?.trim() === '' }
}

/**
 * The values of all lines that are whole, wherever they stand, and what has to be written before the next one, because somebody may have
 * been killed within the last.
 */
export function readSoundLines(text: string): { readonly values: readonly object[]; readonly gap: string } {
  return {
    values: text.split('\n').flatMap((line) => valueOf(line) ?? []),
    gap: text === '' || text.endsWith('\n') ? '' : '\n',
  }
}

function valueOf(line: string): object | undefined {
  const json = line.slice(9)
  if (line[8] !== ' ' || Number.parseInt(line.slice(0, 8), 16) !== crc32(json)) return undefined
  return objectIn(json)
}

function objectIn(json: string): object | undefined {
  try {
    const value: unknown = JSON.parse(json)
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}
