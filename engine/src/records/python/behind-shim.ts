import { type AbsolutePath, absolutePath } from '../../foundation/base/index.ts'
import type { FindContext } from './find-programs.ts'

/**
 * The interpreter that a script of pyenv starts, by pyenv's rules; the script itself where they do not lead to one. It spares a process,
 * and there is a file whose state tells whether it has changed.
 */
export function behindShim(context: FindContext, program: AbsolutePath): AbsolutePath {
  const directory = absolutePath(program, '..')
  const root = absolutePath(directory, '..')
  if (!directory.endsWith('/shims') || context.files.stat(absolutePath(root, 'versions'))?.kind !== 'directory')
    return program
  const [version] = (chosenVersion(context, root) ?? '').split(/[\s:]+/)
  if (!version || !/^[\w.+-]+$/.test(version)) return program
  const behind = absolutePath(root, `versions/${version}/bin/${program.slice(directory.length + 1)}`)
  return context.files.stat(behind)?.kind === 'file' ? behind : program
}

function chosenVersion({ files, environment, root: project }: FindContext, root: AbsolutePath): string | undefined {
  const told = environment.variables['PYENV_VERSION']
  if (told) return told
  for (let directory = project; ; directory = absolutePath(directory, '..')) {
    const text = files.readText(absolutePath(directory, '.python-version'))
    if (text !== undefined) return text.trim()
    if (directory === absolutePath(directory, '..')) return files.readText(absolutePath(root, 'version'))?.trim()
  }
}
