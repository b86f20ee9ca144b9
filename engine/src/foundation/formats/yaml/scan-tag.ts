import { type Cursor, endsWord } from './cursor.ts'
import { YamlProblem } from './yaml-problem.ts'

/** Takes a tag as it is written: `!!float`, `!name`, `!<tag:…>`. */
export function scanTag(cursor: Cursor): string {
  const start = cursor.at
  let length = 1
  while (!endsWord(cursor.peek(length)) && !'[]{},'.includes(cursor.peek(length))) length++
  const text = cursor.take(length)
  if (text.startsWith('!<') && !text.endsWith('>')) throw new YamlProblem('the tag does not end', start)
  return text
}
