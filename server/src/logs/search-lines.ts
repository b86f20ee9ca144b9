const newline = '\n'

/** Numbers of lines that have a text, small or capital letters of the alphabet alike. Bytes are compared, so that no text is decoded. */
export async function searchLines(
  chunks: AsyncIterable<Uint8Array>,
  text: string,
  most: number,
): Promise<{ readonly found: number[]; readonly isMore: boolean }> {
  const wanted = Buffer.from(text).toString('latin1').toLowerCase()
  const found: number[] = []
  let line = 0
  let rest = ''
  const search = (lines: string): boolean => {
    let counted = 0
    for (let at = lines.indexOf(wanted); at >= 0; ) {
      line += newlinesIn(lines, counted, at)
      if (found.length === most) return false
      found.push(line)
      counted = at
      const end = lines.indexOf(newline, at)
      at = end < 0 ? -1 : lines.indexOf(wanted, end)
    }
    line += newlinesIn(lines, counted, lines.length)
    return true
  }
  for await (const chunk of chunks) {
    const lower = rest + Buffer.from(chunk.buffer, chunk.byteOffset, chunk.length).toString('latin1').toLowerCase()
    const end = lower.lastIndexOf(newline) + 1
    if (!search(lower.slice(0, end))) return { found, isMore: true }
    rest = lower.slice(end)
  }
  return { found, isMore: !search(rest) }
}

function newlinesIn(text: string, from: number, to: number): number {
  let count = 0
  for (let at = text.indexOf(newline, from); at >= 0 && at < to; at = text.indexOf(newline, at + 1)) count++
  return count
}
