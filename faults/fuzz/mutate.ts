const pieces = [
  '\n',
  ' ',
  '  ',
  ':',
  ': ',
  '- ',
  '#',
  '"',
  "'",
  '[',
  ']',
  '{',
  '}',
  ',',
  '&a',
  '*a',
  '<<',
  '|',
  '>',
  '!',
  '%',
  '\\',
  '\t',
  '\r',
  '\0',
  '\uFEFF',
  '😀',
  '../',
  '${',
  '}',
  '__proto__',
  'constructor',
  '1e999',
  '-',
  '?',
  '...',
  '---',
  '9'.repeat(400),
  '['.repeat(300),
  '*'.repeat(60),
]

/** Another text like this one: pieces put in, taken out, doubled, swapped for pieces of a second text. */
export function mutate(text: string, other: string, random: () => number): string {
  let result = text
  for (let changes = 1 + Math.floor(random() * 4); changes > 0; changes--) result = changeOnce(result, other, random)
  return result.length > 20_000 ? result.slice(0, 20_000) : result
}

function changeOnce(text: string, other: string, random: () => number): string {
  const at = Math.floor(random() * (text.length + 1))
  const length = Math.floor(random() * random() * text.length)
  const [before, middle, after] = [text.slice(0, at), text.slice(at, at + length), text.slice(at + length)]
  const kind = Math.floor(random() * 5)
  if (kind === 0) return before + pieces[Math.floor(random() * pieces.length)]! + middle + after
  if (kind === 1) return before + after
  if (kind === 2) return before + middle + middle + after
  if (kind === 3) return before + String.fromCharCode(Math.floor(random() * 256)) + middle.slice(1) + after
  const from = Math.floor(random() * other.length)
  return before + other.slice(from, from + length) + after
}
