import type * as http from 'node:http'

const running = new WeakMap<AbortSignal, Set<http.ClientRequest>>()

/** Breaks a request off when the caller stops. Hundreds that run at once share one listener. */
export function stopWith(signal: AbortSignal, request: http.ClientRequest): void {
  const requests = running.get(signal) ?? listenTo(signal)
  requests.add(request)
  request.once('close', () => requests.delete(request))
  if (signal.aborted) request.destroy(stopped())
}

function listenTo(signal: AbortSignal): Set<http.ClientRequest> {
  const requests = new Set<http.ClientRequest>()
  running.set(signal, requests)
  signal.addEventListener('abort', () => requests.forEach((request) => request.destroy(stopped())), { once: true })
  return requests
}

function stopped(): Error {
  return Object.assign(new Error('the caller stopped'), { code: 'ABORT_ERR' })
}
