/** A stretch of a line in one look. `hue` is one of eight that can be read in both themes. */
export interface Span {
  readonly text: string
  readonly hue: Hue | undefined
  readonly isBold: boolean
  readonly isFaint: boolean
}

export const hues = ['grey', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'plain'] as const
export type Hue = (typeof hues)[number]

type Look = Omit<Span, 'text'>

const plain: Look = { hue: undefined, isBold: false, isFaint: false }
/** Colours and the like; other commands to a terminal (moves, titles, links); what is no letter. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what is looked for
const escapes =
  /\x1b\[([\d;:]*)m|\x1b\[[\d;:?<=>!]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b[@-Z\\^_]?|[\0-\x08\x0b-\x1f\x7f]/g

/** A line of a terminal as spans of text. Nothing in it can become anything else than text. */
export function parseAnsi(line: string): readonly Span[] {
  const spans: Span[] = []
  let look = plain
  let at = 0
  const take = (text: string) => {
    if (text !== '') spans.push({ text, ...look })
  }
  for (const match of line.matchAll(escapes)) {
    take(line.slice(at, match.index))
    at = match.index + match[0].length
    if (match[1] !== undefined) look = lookAfter(look, match[1])
  }
  take(line.slice(at))
  return spans
}

/** The text alone. */
export function plainLine(line: string): string {
  return line.replace(escapes, '')
}

function lookAfter(before: Look, words: string): Look {
  const codes = words.split(/[;:]/).map(Number)
  let look = before
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i]!
    if (code === 38 || code === 48) {
      const [hue, length] = extended(codes.slice(i + 1))
      if (code === 38) look = { ...look, hue }
      i += length
    } else look = lookAfterOne(look, code)
  }
  return look
}

function lookAfterOne(look: Look, code: number): Look {
  if (code === 0) return plain
  if (code === 1) return { ...look, isBold: true }
  if (code === 2) return { ...look, isFaint: true }
  if (code === 22) return { ...look, isBold: false, isFaint: false }
  if (code === 39) return { ...look, hue: undefined }
  if (code >= 30 && code <= 37) return { ...look, hue: hues[code - 30] }
  if (code >= 90 && code <= 97) return { ...look, hue: hues[code - 90] }
  return look
}

/** What stands behind 38: of 256 colours, or of all. The nearest of eight, and how many codes it took. */
function extended([kind, first = 0, green = 0, blue = 0]: readonly number[]): readonly [Hue | undefined, number] {
  if (kind === 2) return [hueOf(first, green, blue), 4]
  if (kind !== 5) return [undefined, 1]
  if (first < 16) return [hues[first % 8], 2]
  if (first >= 232) return ['grey', 2]
  const cube = first - 16
  return [hueOf(Math.floor(cube / 36) * 51, (Math.floor(cube / 6) % 6) * 51, (cube % 6) * 51), 2]
}

function hueOf(red: number, green: number, blue: number): Hue {
  const [most, least] = [Math.max(red, green, blue), Math.min(red, green, blue)]
  if (most - least < 40) return most > 180 ? 'plain' : 'grey'
  const half = (most + least) / 2
  const bits = (red > half ? 1 : 0) + (green > half ? 2 : 0) + (blue > half ? 4 : 0)
  return hues[bits]!
}
