/** An item of a defaults list: another configuration that is taken in. */
export interface DefaultItem {
  /** The config group, or the folder of a configuration that is named by its path. */
  readonly dir: string
  /** Whether `dir` is meant from the root (`/db`), not from where the list stands. */
  readonly isAbsolute: boolean
  /** The configuration in it; several, none (`null`), or `???`, which has to be chosen. */
  readonly name: string | readonly string[] | null
  /** Whether it is `group: option`, which can be overridden, not a path. */
  readonly isGroup: boolean
  /** What stands behind `@`. */
  readonly package: string | undefined
  readonly isOptional: boolean
  readonly isOverride: boolean
  /** Whether `+group=option` added it. */
  readonly isAppended: boolean
}

/** An item in its place: below which folder and which package. */
export interface PlacedItem extends DefaultItem {
  readonly parentDir: string
  readonly parentPackage: string
  /** What `# @package` says at the top of its file. */
  readonly header: string | undefined
}

export const selfName = '_self_'

export function isSelf({ isGroup, dir, name }: DefaultItem): boolean {
  return !isGroup && dir === '' && name === selfName
}

/** The group it belongs to, from the root of the configurations. */
export function groupPathOf({ dir, isAbsolute, parentDir }: PlacedItem): string {
  if (isAbsolute || parentDir === '') return dir
  return dir === '' ? parentDir : `${parentDir}/${dir}`
}

/** The path of its file, without the ending. */
export function configPathOf(item: PlacedItem): string {
  const group = groupPathOf(item)
  return group === '' ? String(item.name) : `${group}/${String(item.name)}`
}

/** Where its content goes, a path with dots: empty for the root. */
export function packageOf(item: PlacedItem, withHeader = true): string {
  const own = item.package ?? (withHeader ? item.header : undefined) ?? item.dir.replaceAll('/', '.')
  const full = [item.parentPackage, own].filter((part) => part !== '').join('.')
  const root = full.lastIndexOf('_global_')
  return root === -1 ? full : full.slice(root + '_global_.'.length)
}

/** What names it in overrides: `db`, or `db@package` if it does not go where its group says. */
export function overrideKeyOf(item: PlacedItem): string {
  const group = groupPathOf(item)
  const place = packageOf(item, false)
  return place === group.replaceAll('/', '.') ? group : `${group}@${place === '' ? '_global_' : place}`
}

/** What most items are: neither `optional` nor `override`, and not added by `+group=option`. */
export const ordinary = { isOptional: false, isOverride: false, isAppended: false }

/** `_self_`, where the file of a list itself stands. */
export const selfItem: DefaultItem = { ...pathParts(selfName), isGroup: false, package: undefined, ...ordinary }

/** An item of the list of `parent`. */
export function within(parent: PlacedItem, item: DefaultItem): PlacedItem {
  return { ...item, parentDir: groupPathOf(parent), parentPackage: packageOf(parent), header: undefined }
}

/** One of several options, which is as a configuration named by its path. */
export function optionItem(item: PlacedItem, name: string): PlacedItem {
  const { dir, name: option } = pathParts(name)
  return { ...item, isGroup: false, dir: dir === '' ? item.dir : `${item.dir}/${dir}`, name: option }
}

/** A configuration that is named by its path. */
export function pathParts(path: string): { dir: string; name: string; isAbsolute: boolean } {
  const slash = path.lastIndexOf('/')
  const dir = path.slice(0, Math.max(slash, 0))
  return { dir: dir.replace(/^\//, ''), name: path.slice(slash + 1), isAbsolute: path.startsWith('/') }
}

/** Whether other choices say which configuration it is. */
export function isInterpolated(item: PlacedItem): boolean {
  return typeof item.name === 'string' && (item.isGroup ? item.name : configPathOf(item)).includes('${')
}

/** What chooses parts of Hydra itself has no effect on parameters. */
export function isOfHydra(item: PlacedItem): boolean {
  return /^hydra(?:\/|$)/.test(groupPathOf(item)) && item.isOverride
}
