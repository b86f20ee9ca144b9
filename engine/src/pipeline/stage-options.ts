import type { RequestedParams } from './new-stage.ts'

/** Words of a command line as the one text that is kept: a word with a space is put in double quotes. */
export function joinCommandWords(words: readonly string[]): string {
  if (words.length < 2) return words.join('')
  return words
    .map((word) => {
      if (word === '') return '""'
      return word.includes(' ') && !word.includes('"') ? `"${word}"` : word
    })
    .join(' ')
}

/** `[file:]key,key` texts as what they ask for, one entry a file. The file ends at the last colon. */
export function parseParamsOptions(options: readonly string[]): RequestedParams[] {
  const keysByFile = new Map<string, string[]>()
  for (const option of options) {
    const colon = option.lastIndexOf(':')
    const file = colon > 0 ? option.slice(0, colon) : 'params.yaml'
    const keys = option
      .slice(colon + 1)
      .split(',')
      .filter((key) => key !== '')
    keysByFile.set(file, [...(keysByFile.get(file) ?? []), ...keys])
  }
  return [...keysByFile].map(([file, keys]) => ({ file, keys }))
}
