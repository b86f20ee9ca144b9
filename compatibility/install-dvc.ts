import * as path from 'node:path'
import { fileURLToPath } from 'node:url'
import { lab, pythonEnvironment } from '../services/lab.ts'

/** Puts the pinned DVC into a Python environment in the lab, unless it is there, and returns its Python. */
export function installDvc(): string {
  const requirements = path.join(path.dirname(fileURLToPath(import.meta.url)), 'dvc-requirements.txt')
  return pythonEnvironment(path.join(lab, 'dvc'), requirements)
}
