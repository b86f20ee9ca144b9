import * as fs from 'node:fs'
import * as path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { TestProject } from './make-project.ts'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')

/** A value of `PATH` on which Git finds a `sterna` that runs from source. */
export function pathWithSterna({ directory }: TestProject): string {
  const bin = path.join(path.dirname(directory), 'bin')
  const entry = path.join(root, 'cli/src/sterna.ts')
  const tsx = path.join(root, 'node_modules/tsx/dist/loader.mjs')
  const script = `#!/bin/sh\nexec '${process.execPath}' --conditions=source --import 'file://${tsx}' '${entry}' "$@"\n`
  fs.mkdirSync(bin, { recursive: true })
  fs.writeFileSync(path.join(bin, 'sterna'), script, { mode: 0o755 })
  return `${bin}${path.delimiter}${process.env['PATH']}`
}
