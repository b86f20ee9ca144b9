import * as fs from 'node:fs'
import * as path from 'node:path'
import type { HandStep } from './sequence.ts'

/**
 * Takes out of the recorded imports and dependencies what differs from run to run where a server makes up its ETags: those of the form it
 * gives them, and the hashes that are made over them. Any other form stays, and is seen when the files are compared.
 */
export const withoutRandomEtags: HandStep = {
  kind: 'hand',
  act({ directory }) {
    for (const name of fs.readdirSync(directory))
      if (/\.dvc$|^dvc\.lock$/.test(name) && fs.statSync(path.join(directory, name)).isFile())
        rewrite(path.join(directory, name))
    for (const file of manifestsBelow(path.join(directory, '.dvc/cache/files/md5')))
      if (listOfEtags.test(fs.readFileSync(file, 'utf8'))) fs.rmSync(file, { force: true })
  },
}

/** DVC leaves it behind. */
const listOfEtags = /^\[\{"etag": "(?:\\")?(?:0x)?[0-9A-Fa-f]/

function rewrite(file: string): void {
  const content = fs.readFileSync(file, 'utf8')
  const evened = content
    .replace(/^md5: [0-9a-f]{32}\n/, 'md5: over random ETags\n')
    .replaceAll(/etag: '"(?:0x)?[0-9A-Fa-f]+"'/g, 'etag: random')
    .replaceAll(/(path: remote:.*\n\s+hash: md5\n\s+md5: )[0-9a-f]{32}(\.dir\n)/g, '$1over random ETags$2')
    .replace(/^(deps:\n- md5: )[0-9a-f]{32}(\.dir\n)/m, '$1over random ETags$2')
  fs.writeFileSync(file, evened)
}

function manifestsBelow(folder: string): string[] {
  if (!fs.existsSync(folder)) return []
  const names = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return names.filter((name) => name.endsWith('.dir')).map((name) => path.join(folder, name))
}
