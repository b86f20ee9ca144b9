import { fileURLToPath } from 'node:url'

/** How the supervisor is started: a small program of its own, which begins faster than the whole command. */
export function supervisorProgram(): { readonly command: string; readonly arguments: readonly string[] } {
  const isBundled = process.env['STERNA_BUNDLED'] === 'yes'
  const file = fileURLToPath(new URL(isBundled ? './job-supervisor.cjs' : './supervise.ts', import.meta.url))
  return { command: process.execPath, arguments: isBundled ? [file] : [...process.execArgv, file] }
}
