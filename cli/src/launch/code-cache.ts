import * as fs from 'node:fs'
import { createRequire } from 'node:module'
import * as path from 'node:path'
import { Script } from 'node:vm'

/**
 * Code that V8 has compiled before, one file per build, Node and command in the user's cache directory, so that a command
 * starts with its functions ready instead of compiling them. Never needed: whatever goes wrong with it is passed over.
 */
export class CodeCache {
  readonly #file: string | undefined
  #script: Script | undefined

  constructor(variables: NodeJS.ProcessEnv, build: string, command: string) {
    const directory = cacheDirectory(variables)
    this.#file = directory && path.join(directory, build, command)
  }

  /** Runs a CommonJS file as `require` would and gives its exports. */
  load(file: string): unknown {
    const source = `(function (exports, require, module, __filename, __dirname) {${fs.readFileSync(file, 'latin1')}\n})`
    const known = this.#read()
    const script = new Script(source, known === undefined ? { filename: file } : { filename: file, cachedData: known })
    if (known === undefined || script.cachedDataRejected) this.#script = script
    const module = { exports: {} }
    script.runInThisContext()(module.exports, createRequire(file), module, file, path.dirname(file))
    return module.exports
  }

  /** Keeps what was compiled, also while the command ran, unless that was known before. */
  save(): void {
    if (!this.#script || this.#file === undefined) return
    try {
      writeWhole(this.#file, this.#script.createCachedData())
    } catch {
      // Without it the next start is slower, no more.
    }
  }

  /** The user's own file only: whoever writes it decides what runs. */
  #read(): Buffer | undefined {
    if (this.#file === undefined) return undefined
    try {
      const { uid } = fs.statSync(this.#file)
      return uid === (process.getuid?.() ?? uid) ? fs.readFileSync(this.#file) : undefined
    } catch {
      return undefined
    }
  }
}

function cacheDirectory(variables: NodeJS.ProcessEnv): string | undefined {
  const home = variables['HOME'] || variables['USERPROFILE']
  const caches =
    process.platform === 'win32'
      ? variables['LOCALAPPDATA']
      : variables['XDG_CACHE_HOME'] ||
        (home && path.join(home, process.platform === 'darwin' ? 'Library/Caches' : '.cache'))
  return caches && path.isAbsolute(caches) ? path.join(caches, 'sterna', 'code') : undefined
}

/** Two commands may write at once, and the machine may stop in between; a reader sees all of the file or none. */
function writeWhole(file: string, bytes: Buffer): void {
  forgetOldBuilds(path.dirname(file))
  fs.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 })
  const temporary = `${file}.${process.pid}`
  const descriptor = fs.openSync(temporary, 'w', 0o600)
  fs.writeSync(descriptor, bytes)
  fs.fsyncSync(descriptor)
  fs.closeSync(descriptor)
  fs.renameSync(temporary, file)
}

const longUnused = 30 * 24 * 3600 * 1000

/** When a build is new, those that have not been written to for a month go. */
function forgetOldBuilds(directory: string): void {
  const all = path.dirname(directory)
  if (fs.existsSync(directory) || !fs.existsSync(all)) return
  for (const build of fs.readdirSync(all)) {
    const old = path.join(all, build)
    if (Date.now() - fs.statSync(old).mtimeMs > longUnused) fs.rmSync(old, { recursive: true })
  }
}
