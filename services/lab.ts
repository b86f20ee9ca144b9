import { execFileSync } from 'node:child_process'
import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'

/** Where programs that only tests need are installed, once for all runs. */
export const lab = process.env['STERNA_LAB'] ?? path.join(os.tmpdir(), 'sterna-lab')

/** Puts pinned packages into a Python environment in `directory`, unless they are there, and returns its Python. */
export function pythonEnvironment(directory: string, requirements: string): string {
  const python = path.join(directory, 'bin/python')
  const mark = path.join(directory, 'installed.txt')
  const wanted = fs.readFileSync(requirements, 'utf8')
  if (fs.existsSync(mark) && fs.readFileSync(mark, 'utf8') === wanted) return python
  console.log(`installing ${path.basename(requirements)} from PyPI into ${directory} …`)
  fs.rmSync(directory, { recursive: true, force: true })
  fs.mkdirSync(path.dirname(directory), { recursive: true })
  execFileSync('python3', ['-m', 'venv', directory], { stdio: 'inherit' })
  const words = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-deps', '-r', requirements]
  execFileSync(python, words, { stdio: 'inherit' })
  fs.writeFileSync(mark, wanted)
  return python
}

/** Builds a program from the Go module proxy, unless it is there; undefined on a machine without Go. */
export function goProgram(name: string, module: string): string | undefined {
  const program = path.join(lab, 'bin', name)
  if (fs.existsSync(program)) return program
  if (!hasGo()) return leftOut(name, 'it needs Go')
  console.log(`building ${module} into ${path.dirname(program)} …`)
  const variables = {
    GOBIN: path.dirname(program),
    GOPATH: path.join(lab, 'cache/go-modules'),
    GOCACHE: path.join(lab, 'cache/go'),
    CGO_ENABLED: '0',
  }
  execFileSync('go', ['install', module], { stdio: 'inherit', env: { ...process.env, ...variables } })
  return program
}

/** Puts one pinned package of npm and what it needs into a folder of its own, unless it is there, and returns where it is. */
export function npmPackage(name: string, version: string): string {
  const folder = path.join(lab, 'npm', `${name}-${version}`)
  const mark = path.join(folder, 'installed')
  if (!fs.existsSync(mark)) {
    console.log(`installing ${name} from npm into ${folder} …`)
    fs.mkdirSync(folder, { recursive: true })
    const words = ['install', '--prefix', folder, '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel', 'error']
    execFileSync('npm', [...words, `${name}@${version}`], { stdio: 'inherit' })
    fs.writeFileSync(mark, '')
  }
  return path.join(folder, 'node_modules', name)
}

/** This Node if it is at least so new, otherwise one of npm. */
export function nodeProgram(major: number, version: string): string {
  if (Number(process.versions.node.split('.')[0]) >= major) return process.execPath
  return path.join(npmPackage(`node-${process.platform}-${process.arch}`, version), 'bin/node')
}

/** A program of Debian, installed where we may; undefined on another machine. */
export function debianProgram(name: string, ...packages: readonly string[]): string | undefined {
  const known = [...(process.env['PATH'] ?? '').split(':'), '/usr/sbin'].map((folder) => path.join(folder, name))
  const found = () => known.find((program) => fs.existsSync(program))
  if (found()) return found()
  if (process.getuid?.() !== 0 || !fs.existsSync('/usr/bin/apt-get')) return leftOut(name, 'it needs root and apt-get')
  console.log(`installing ${packages.join(' ')} …`)
  const words = ['install', '--yes', '--quiet', '--no-install-recommends', ...packages]
  // What a package would start by itself stays down: we start our own.
  const variables = { DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }
  execFileSync('apt-get', ['update', '--quiet'], { stdio: 'ignore' })
  execFileSync('apt-get', words, { stdio: 'ignore', env: { ...process.env, ...variables } })
  return found()
}

function leftOut(name: string, why: string): undefined {
  console.log(`${name} is left out: ${why}`)
}

function hasGo(): boolean {
  try {
    execFileSync('go', ['version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
