import { createClient } from '@sterna/api/client'
import { createExportedAsk, exported } from './exported.ts'

/** Asks the server that these pages came from, or the files that were exported with them. */
export const client = createClient(exported ? createExportedAsk(exported) : (url, init) => fetch(url, init))
