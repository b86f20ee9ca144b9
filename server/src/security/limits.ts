import type * as http from 'node:http'

/** How much of the server one who asks may take. */
export interface Limits {
  readonly connections: number
  /** Until the head of a request is here, from when the connection was made or last used. */
  readonly headMilliseconds: number
  /** Until all of it is here. */
  readonly requestMilliseconds: number
  /** A connection over which nothing goes either way. */
  readonly silentMilliseconds: number
  /** How often it is looked who has taken too long. */
  readonly lookMilliseconds: number
}

export const usualLimits: Limits = {
  connections: 512,
  headMilliseconds: 20_000,
  requestMilliseconds: 120_000,
  silentMilliseconds: 300_000,
  lookMilliseconds: 2_000,
}

/** As options of a server that is about to be made. */
export function serverOptions(limits: Limits): http.ServerOptions {
  return {
    headersTimeout: limits.headMilliseconds,
    requestTimeout: limits.requestMilliseconds,
    connectionsCheckingInterval: limits.lookMilliseconds,
  }
}

/** The rest, which can only be told to the server itself. */
export function limit(server: http.Server, { connections, silentMilliseconds }: Limits): void {
  server.maxConnections = connections
  server.timeout = silentMilliseconds
}
