import type { PaletteEntry } from './palette-entries.ts'

/** How many are shown of what is typed for, and of each kind before anybody has typed. */
const mostFound = 40
const mostOfKind = 6

const lettersOnly = 4

/** The entries that have all words of a text, those first that begin with them; kinds stay together, the best first. */
export function foundEntries(entries: readonly PaletteEntry[], text: string): readonly PaletteEntry[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return firstOfEachKind(entries)
  const ranked = entries.flatMap((entry) => {
    const rank = rankOf(entry, words)
    return rank === undefined ? [] : [{ entry, rank: rank + entry.label.length / 1000 }]
  })
  const best = ranked.sort((a, b) => a.rank - b.rank).slice(0, mostFound)
  return byKind(best.map(({ entry }) => entry))
}

function firstOfEachKind(entries: readonly PaletteEntry[]): PaletteEntry[] {
  const counts = new Map<string, number>()
  return entries.filter(({ kind }) => {
    const count = (counts.get(kind) ?? 0) + 1
    counts.set(kind, count)
    return count <= mostOfKind
  })
}

function byKind(entries: readonly PaletteEntry[]): PaletteEntry[] {
  const kinds = [...new Set(entries.map(({ kind }) => kind))]
  return kinds.flatMap((kind) => entries.filter((entry) => entry.kind === kind))
}

/** The less, the nearer; undefined if a word is not in it. */
function rankOf({ label, detail = '' }: PaletteEntry, words: readonly string[]): number | undefined {
  let sum = 0
  for (const word of words) {
    const rank = rankOfWord(label.toLowerCase(), word) ?? rankInDetail(detail.toLowerCase(), word)
    if (rank === undefined) return undefined
    sum += rank
  }
  return sum
}

/** What only the detail has is farther than whatever has it in its name. */
function rankInDetail(detail: string, word: string): number | undefined {
  return detail.includes(word) ? lettersOnly + 1 : undefined
}

/** At its beginning, at that of a word in it, within one, or its letters one after the other. */
function rankOfWord(text: string, word: string): number | undefined {
  const place = text.indexOf(word)
  if (place === 0) return 0
  if (place > 0) return /[^a-z0-9]/.test(text[place - 1]!) ? 1 : 2
  return hasLetters(text, word) ? lettersOnly : undefined
}

function hasLetters(text: string, letters: string): boolean {
  let place = -1
  for (const letter of letters) {
    place = text.indexOf(letter, place + 1)
    if (place < 0) return false
  }
  return true
}
