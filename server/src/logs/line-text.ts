/** A line may be a whole file that somebody printed; nobody reads on after so many bytes. */
export const mostBytesOfLine = 10_000

/** A line as a terminal would have it in the end: what a progress bar has written over is gone. */
export function lineText(bytes: Uint8Array, isCut: boolean): string {
  const text = new TextDecoder().decode(bytes).replace(/\r+$/, '')
  const last = text.slice(text.lastIndexOf('\r') + 1)
  return isCut ? `${last} …` : last
}
