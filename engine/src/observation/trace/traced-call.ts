/** A call of a program to the system that names files, as strace writes it down. */
export interface TracedCall {
  /** Number of the process; undefined where strace leaves it out. */
  readonly process: number | undefined
  readonly name: string
  /** The paths it names, in their order, each with the directory that it starts at if that is told. */
  readonly paths: readonly NamedPlace[]
  /** What else it was given, such as `O_WRONLY|O_CREAT`. */
  readonly flags: readonly string[]
  readonly result: number
  /** What it opened, as the system calls it. */
  readonly opened: string | undefined
}

export interface NamedPlace {
  readonly directory: string | undefined
  readonly path: string
}

/** A line of strace's with `-f -y`; undefined for one that tells of no call that was finished and succeeded. */
export function parseTracedCall(line: string): TracedCall | undefined {
  const found = /^(?:(\d+) +)?([a-z]\w*)\((.*)\) += (\d+)(?:<((?:[^>\\]|\\.)*)>(?:\(deleted\))?)?(?: .*)?$/.exec(line)
  if (!found) return undefined
  const [, process, name, given, result, opened] = found
  return {
    process: process === undefined ? undefined : Number(process),
    name: name!,
    ...partsOf(given!),
    result: Number(result),
    opened: opened === undefined ? undefined : unescaped(opened),
  }
}

const part = /"((?:[^"\\]|\\.)*)"(?:\.\.\.)?|(?:AT_FDCWD|\d+)<((?:[^>\\]|\\.)*)>|([^\s,"<]+)/g

function partsOf(given: string): Pick<TracedCall, 'paths' | 'flags'> {
  const paths: NamedPlace[] = []
  const flags: string[] = []
  let directory: string | undefined
  for (const [, text, place, other] of given.matchAll(part)) {
    if (text !== undefined) paths.push({ directory, path: unescaped(text) })
    directory = place === undefined ? undefined : unescaped(place)
    if (other !== undefined) flags.push(...other.split('|'))
  }
  return { paths, flags }
}

const named: Readonly<Record<string, number>> = { n: 10, t: 9, r: 13, v: 11, f: 12, a: 7, b: 8, e: 27 }

/** Bytes that are no ASCII letters stand as octal or hexadecimal numbers. */
function unescaped(text: string): string {
  if (!text.includes('\\')) return text
  const bytes: Buffer[] = []
  for (const [whole, octal, hex, letter] of text.matchAll(/\\([0-7]{1,3})|\\x([\da-f]{2})|\\(.)|[^\\]+/gs)) {
    if (octal !== undefined) bytes.push(Buffer.of(Number.parseInt(octal, 8)))
    else if (hex !== undefined) bytes.push(Buffer.of(Number.parseInt(hex, 16)))
    else bytes.push(letter === undefined ? Buffer.from(whole) : (oneByte(named[letter]) ?? Buffer.from(letter)))
  }
  return Buffer.concat(bytes).toString()
}

function oneByte(code: number | undefined): Buffer | undefined {
  return code === undefined ? undefined : Buffer.of(code)
}
