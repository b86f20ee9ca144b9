import * as fs from 'node:fs'
import * as path from 'node:path'

const anHour = 3_600_000

/**
 * Makes the objects of all projects and their remotes look an hour old: those of the last minute may not be on the disk
 * yet, so that a command that finds nothing to do looks at each of them.
 */
export function ageStores(lab: string): void {
  const then = new Date(Date.now() - anHour)
  for (const project of fs.readdirSync(lab))
    for (const store of ['.dvc/cache/files/md5', 'files/md5'].map((name) => path.join(lab, project, name)))
      if (fs.existsSync(store))
        for (const prefix of fs.readdirSync(store)) fs.utimesSync(path.join(store, prefix), then, then)
}
