import * as path from 'node:path'
import { fileURLToPath } from 'node:url'
import { type AbsolutePath, absolutePath, Failure, isWithin, pathInside, toPosix } from '../../foundation/base/index.ts'
import type { ImportContext } from './source-repository.ts'

type RemoteDirectories = Pick<ImportContext, 'remoteDirectory'>

/** The file or directory that a URL means; a relative one is taken from `base`. */
export function urlPlace(context: RemoteDirectories, url: string, base: AbsolutePath): AbsolutePath {
  const [, scheme, rest] = /^([\w+.-]+):\/\/(.*)$/s.exec(url) ?? []
  if (scheme === undefined) return absolutePath(base, url)
  if (scheme === 'remote') return placeInRemote(context, rest!)
  if (scheme === 'file') return absolutePath(fileURLToPath(url))
  throw new Failure('unsupported', `sterna cannot import from ${scheme}:// yet.`, {
    hint: 'Download it and add it with sterna add, or import it with dvc import-url; sterna reads what DVC has written.',
  })
}

function placeInRemote(context: RemoteDirectories, text: string): AbsolutePath {
  const [name, ...inside] = text.split('/')
  const directory = context.remoteDirectory(name!)
  const place = absolutePath(directory, inside.join('/'))
  if (isWithin(directory, place)) return place
  throw new Failure('usage', `'remote://${text}' leads out of the remote.`)
}

/** How the `.dvc` file in `directory` writes a URL that a person in the working directory has typed. */
export function urlInFile(context: ImportContext, url: string, directory: AbsolutePath): string {
  if (/^[\w+.-]+:\/\//.test(url)) return url
  const absolute = absolutePath(context.workingDirectory, url)
  const isInside = pathInside(context.root, absolute) !== undefined && context.files.stat(absolute) !== undefined
  const movesAway = !path.isAbsolute(url) && directory !== context.workingDirectory
  return isInside || movesAway ? toPosix(path.relative(directory, absolute)) : url
}
