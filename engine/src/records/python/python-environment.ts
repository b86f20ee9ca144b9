import { type AbsolutePath, absolutePath } from '../../foundation/base/index.ts'
import type { FileSystem } from '../../foundation/system/index.ts'
import type { PythonEnvironment } from '../run-record.ts'
import { type AskContext, askInterpreter } from './ask-interpreter.ts'
import { condaPackages, installedPackages } from './installed-packages.ts'

/**
 * What an interpreter runs with. Of an environment of `venv` or conda that is read from its files; any other one is asked, once for
 * each state that it is in.
 */
export function pythonEnvironment(context: AskContext, executable: AbsolutePath): PythonEnvironment | undefined {
  const prefix = absolutePath(executable, context.environment.platform === 'win32' ? '..' : '../..')
  const found = virtual(context, executable, prefix) ?? conda(context, prefix) ?? asked(context, executable)
  if (!found) return undefined
  const { version, packages } = found
  const sorted = [...packages].sort(([a], [b]) => (a < b ? -1 : 1))
  return { executable, ...(version !== undefined && { version }), packages: Object.fromEntries(sorted) }
}

interface Found {
  readonly version: string | undefined
  readonly packages: ReadonlyMap<string, string>
}

function virtual(context: AskContext, executable: AbsolutePath, prefix: AbsolutePath): Found | undefined {
  const { files } = context
  const place = [absolutePath(executable, '..'), prefix, absolutePath(prefix, '..')].find((directory) =>
    files.stat(absolutePath(directory, 'pyvenv.cfg')),
  )
  if (place === undefined) return undefined
  const settings = settingsIn(files.readText(absolutePath(place, 'pyvenv.cfg')) ?? '')
  const own = packagesBelow(files, place)
  const home = settings.get('home')
  const isOpen = settings.get('include-system-site-packages')?.toLowerCase() === 'true' && home !== undefined
  const base = isOpen ? asked(context, absolutePath(absolutePath(home!), nameOf(executable))) : undefined
  return { version: versionIn(settings), packages: new Map([...(base?.packages ?? []), ...own]) }
}

/** Lines `key = value`. */
function settingsIn(text: string): ReadonlyMap<string, string> {
  const lines = text.split('\n').map((line) => /^\s*([\w-]+)\s*=\s*(.*?)\s*$/.exec(line))
  return new Map(lines.flatMap((found) => (found ? [[found[1]!, found[2]!] as const] : [])))
}

/** `3.11.4`; of `version_info = 3.11.4.final.0` too. */
function versionIn(settings: ReadonlyMap<string, string>): string | undefined {
  const told = settings.get('version') ?? settings.get('version_info')
  return /^\d+(?:\.\d+)*/.exec(told ?? '')?.[0]
}

function conda({ files }: AskContext, prefix: AbsolutePath): Found | undefined {
  const records = absolutePath(prefix, 'conda-meta')
  if (files.stat(records)?.kind !== 'directory') return undefined
  const all = condaPackages(files, records)
  return { version: all.get('python'), packages: new Map([...all, ...packagesBelow(files, prefix)]) }
}

/** `lib/python3.11/site-packages`, or `Lib/site-packages` on Windows. */
function packagesBelow(files: FileSystem, prefix: AbsolutePath): Map<string, string> {
  const versions = (files.list(absolutePath(prefix, 'lib')) ?? []).filter(({ name }) => /^(python|pypy)\d/.test(name))
  const places = [...versions.map(({ name }) => `lib/${name}/site-packages`), 'Lib/site-packages']
  return new Map(places.flatMap((place) => [...installedPackages(files, absolutePath(prefix, place))]))
}

function asked(context: AskContext, executable: AbsolutePath): Found | undefined {
  const answer = askInterpreter(context, executable)
  if (!answer) return undefined
  // What stands in front wins, as it does for Python.
  const folders = [...answer.folders].reverse().map((folder) => installedPackages(context.files, absolutePath(folder)))
  return { version: answer.version, packages: new Map(folders.flatMap((packages) => [...packages])) }
}

function nameOf(file: AbsolutePath): string {
  return file.slice(file.lastIndexOf('/') + 1)
}
