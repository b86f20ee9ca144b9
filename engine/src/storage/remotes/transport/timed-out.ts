export function timedOut(host = 'the other side'): Error {
  return Object.assign(new Error(`no answer from ${host}`), { code: 'ETIMEDOUT' })
}
