import { execFileSync } from 'node:child_process'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { fileURLToPath } from 'node:url'

const requirements = path.join(path.dirname(fileURLToPath(import.meta.url)), 'dvc-requirements.txt')

/** Puts the pinned DVC into a Python environment in `directory`, unless it is there, and returns its Python. */
export async function installDvc(directory: string): Promise<string> {
  const python = path.join(directory, 'bin/python')
  const mark = path.join(directory, 'installed.txt')
  const wanted = fs.readFileSync(requirements, 'utf8')
  if (fs.existsSync(mark) && fs.readFileSync(mark, 'utf8') === wanted) return python
  console.log(`compat: installing DVC from PyPI into ${directory} …`)
  fs.rmSync(directory, { recursive: true, force: true })
  fs.mkdirSync(path.dirname(directory), { recursive: true })
  execFileSync('python3', ['-m', 'venv', directory], { stdio: 'inherit' })
  execFileSync(
    python,
    ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-deps', '-r', requirements],
    { stdio: 'inherit' },
  )
  fs.writeFileSync(mark, wanted)
  return python
}
