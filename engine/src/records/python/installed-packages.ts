import type { AbsolutePath } from '../../foundation/base/index.ts'
import type { FileSystem } from '../../foundation/system/index.ts'

/** Name and version of what is installed in a folder of packages, from the names of the folders that tell of it. */
export function installedPackages(files: Pick<FileSystem, 'list'>, directory: AbsolutePath): Map<string, string> {
  const names = (files.list(directory) ?? []).map(({ name }) => name)
  return new Map(names.flatMap((name) => distributionOf(name) ?? []))
}

/** Of `scikit_learn-1.4.2.dist-info` and the like, with the name as it is written in lists of packages; undefined for other folders. */
export function distributionOf(folder: string): readonly (readonly [name: string, version: string])[] | undefined {
  const [, name, version] =
    /^([^-]+(?:-[^-\d][^-]*)*)-(\d[^-]*)(?:-py[\d.]+)?\.(?:dist-info|egg-info|egg)$/.exec(folder) ?? []
  return name === undefined ? undefined : [[packageName(name), version!]]
}

/** What conda has installed of other languages, from the names of its records: `cudatoolkit-11.8.0-h37601d7_13.json`. */
export function condaPackages(files: Pick<FileSystem, 'list'>, directory: AbsolutePath): Map<string, string> {
  const names = (files.list(directory) ?? []).map(({ name }) => name)
  return new Map(
    names.flatMap((file) => {
      const [, name, version] = /^(.+)-([^-]+)-[^-]+\.json$/.exec(file) ?? []
      return name === undefined ? [] : [[packageName(name), version!] as const]
    }),
  )
}

/** One spelling of those that mean the same package. */
function packageName(name: string): string {
  return name.replaceAll(/[-_.]+/g, '-').toLowerCase()
}
