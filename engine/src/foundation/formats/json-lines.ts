/** A value as a line of JSON, to be appended to others. */
export function jsonLine(value: object): string {
  return `${JSON.stringify(value)}\n`
}

/** The values of a text with JSON on each line. A line that a killed process has written only half is left out. */
export function readJsonLines(text: string): object[] {
  return text.split('\n').flatMap(valueOf)
}

function valueOf(line: string): object[] {
  try {
    return [JSON.parse(line)]
  } catch {
    return []
  }
}
