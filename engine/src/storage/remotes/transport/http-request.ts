import type { FilePart } from '../remote-files.ts'

/** What a request needs of a URL. Who sends thousands to one host need not parse one for each. */
export type Address = Pick<URL, 'protocol' | 'host' | 'pathname' | 'search'>

export interface HttpRequest {
  readonly method: string
  readonly url: Address
  readonly headers: Readonly<Record<string, string>>
  readonly body?: Uint8Array | FilePart
  /** Hears of an answer whose body will be taken. */
  readonly begin?: (answer: Omit<HttpAnswer, 'body'>) => void
  /** Takes the body of an answer that is a success, in pieces that hold only during the call; otherwise it comes with the answer. */
  readonly take?: (piece: Uint8Array) => void
  readonly signal?: AbortSignal
}

export interface HttpAnswer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  /** Empty if it was taken. */
  readonly body: Buffer
}

export function isSuccess({ status }: Pick<HttpAnswer, 'status'>): boolean {
  return status >= 200 && status < 300
}

/** The first value of a header; names in lower case. */
export function headerOf(answer: Pick<HttpAnswer, 'headers'>, name: string): string | undefined {
  const value = answer.headers[name]
  return Array.isArray(value) ? value[0] : value
}
