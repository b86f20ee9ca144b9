import * as path from 'node:path'
import { fileURLToPath } from 'node:url'
import { lab, pythonEnvironment } from '../services/lab.ts'

/** Puts the pinned DVC into a Python environment in the lab, unless it is there, and returns its Python. */
export function installDvc(): string {
  return install('dvc')
}

/** The same with what it needs to reach remotes by URL. */
export function installDvcWithRemotes(): string {
  return install('dvc-remotes')
}

function install(name: string): string {
  const here = path.dirname(fileURLToPath(import.meta.url))
  return pythonEnvironment(path.join(lab, name), path.join(here, `${name}-requirements.txt`))
}
