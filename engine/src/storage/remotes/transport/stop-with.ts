import type { Exchange } from './exchange.ts'

const running = new WeakMap<AbortSignal, Set<Exchange>>()

/** Breaks an exchange off when the caller stops. Hundreds that run at once share one listener. */
export function stopWith(signal: AbortSignal, exchange: Exchange): void {
  const exchanges = running.get(signal) ?? listenTo(signal)
  exchanges.add(exchange)
  exchange.whenOver = () => exchanges.delete(exchange)
  if (signal.aborted) exchange.fail(stopped())
}

function listenTo(signal: AbortSignal): Set<Exchange> {
  const exchanges = new Set<Exchange>()
  running.set(signal, exchanges)
  signal.addEventListener('abort', () => exchanges.forEach((exchange) => exchange.fail(stopped())), { once: true })
  return exchanges
}

function stopped(): Error {
  return Object.assign(new Error('the caller stopped'), { code: 'ABORT_ERR' })
}
