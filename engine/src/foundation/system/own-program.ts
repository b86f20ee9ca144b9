import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { ProcessRequest } from './process-request.ts'

/**
 * How a program of ours is started as another process: by its file in the bundle, which lies beside what asks for it; from
 * source, in tests, by a loader that understands it.
 */
export function ownProgram(bundled: URL, source: URL): Pick<ProcessRequest, 'command' | 'arguments'> {
  if (process.env['STERNA_BUNDLED'] === 'yes') return { command: process.execPath, arguments: [fileURLToPath(bundled)] }
  const loader = pathToFileURL(createRequire(source).resolve('tsx')).href
  return { command: process.execPath, arguments: ['--conditions=source', '--import', loader, fileURLToPath(source)] }
}
