import * as fs from 'node:fs'
import * as path from 'node:path'
import type { HandStep } from './sequence.ts'

/**
 * Numbers the versions that stand in stage files and in copies of them, in the order in which they are met: every server
 * names them at random, but what is the same version stays the same.
 */
export const numberedVersions: HandStep = {
  kind: 'hand',
  act({ directory }) {
    const numbers = new Map<string, number>()
    const numbered = (_: string, version: string) => {
      if (!numbers.has(version)) numbers.set(version, numbers.size + 1)
      return `version_id: the version ${numbers.get(version)}`
    }
    for (const name of fs.readdirSync(directory, { recursive: true, encoding: 'utf8' }).sort()) {
      const file = path.join(directory, name)
      if (/^\.(git|dvc)/.test(name) || !/\.(dvc|lock|before)$/.test(name) || !fs.statSync(file).isFile()) continue
      const text = fs.readFileSync(file, 'utf8').replaceAll(/version_id: (\S+)/g, numbered)
      fs.writeFileSync(
        file,
        text.replace(/^md5: [0-9a-f]{32}\n(?=frozen: true\n[^]*version_id)/, 'md5: over versions\n'),
      )
    }
  },
}
