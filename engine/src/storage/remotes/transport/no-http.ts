/** What came is no answer of HTTP, as Node's own reader calls it. */
export function noHttp(why: string): Error {
  return Object.assign(new Error(`no answer of HTTP: ${why}`), { code: 'HPE_INVALID_ANSWER' })
}
