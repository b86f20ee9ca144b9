import { execFileSync, spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import type { FaultCase } from './fault-case.ts'

/** A case that plays on a file system of its own, mounted with these options. */
export function onMount(
  name: string,
  options: string,
  judge: (place: string) => Promise<string | undefined>,
): FaultCase {
  return {
    name,
    async judge() {
      const place = fs.mkdtempSync(path.join(os.tmpdir(), 'mount-'))
      try {
        if (spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', place]).status !== 0) {
          console.log(`skipped: ${name} (this user may not mount a file system)`)
          return undefined
        }
        const mistake = await judge(place)
        execFileSync('umount', [place])
        return mistake
      } finally {
        fs.rmdirSync(place)
      }
    },
  }
}
