import { createClient } from '@sterna/api/client'

/** Asks the server that these pages came from. */
export const client = createClient((url, init) => fetch(url, init))
