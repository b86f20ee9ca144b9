import { createInterface } from 'node:readline'

/** Lines from standard input up to an empty one or its end, each as it comes. */
export async function* typedLines(
  input: NodeJS.ReadableStream = process.stdin,
  signal?: AbortSignal,
): AsyncGenerator<string> {
  const reader = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY, ...(signal ? { signal } : {}) })
  try {
    for await (const line of reader) {
      if (line === '') return
      yield line
    }
  } finally {
    reader.close()
  }
}
