import * as path from 'node:path'
import { fileURLToPath } from 'node:url'

/** Where the studio's pages are: beside the bundled command, or where they were built last. */
export function studioPages(): string {
  const here = path.dirname(fileURLToPath(import.meta.url))
  return process.env['STERNA_BUNDLED'] === 'yes' ? path.join(here, 'studio') : path.join(here, '../../dist/studio')
}
