import * as fs from 'node:fs'
import * as path from 'node:path'
import type { HandStep } from './sequence.ts'

/**
 * Takes out of the recorded imports and dependencies the versions that a server numbers by the clock, and the hash that is made over them.
 * Any other form stays, and is seen when the files are compared.
 */
export const withoutVersions: HandStep = {
  kind: 'hand',
  act({ directory }) {
    for (const name of fs.readdirSync(directory).filter((entry) => /\.dvc$|^dvc\.lock$/.test(entry))) {
      const file = path.join(directory, name)
      if (fs.statSync(file).isFile()) fs.writeFileSync(file, evened(fs.readFileSync(file, 'utf8')))
    }
  },
}

function evened(content: string): string {
  const version = /version_id: '1\d{15}'/g
  if (!version.test(content)) return content
  return content
    .replace(/^md5: [0-9a-f]{32}\n/, 'md5: over a version by the clock\n')
    .replaceAll(version, 'version_id: by the clock')
}
