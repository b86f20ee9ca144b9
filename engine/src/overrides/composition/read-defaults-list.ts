import type { Value, ValueMap } from '../../foundation/formats/index.ts'
import { compositionFailure, notDone } from './composition-failure.ts'
import { type DefaultItem, ordinary, pathParts } from './default-item.ts'

/** The items of a `defaults:` list; `name` is the file's, for failures. */
export function readDefaultsList(list: Value | undefined, name: string): DefaultItem[] {
  if (list === undefined) return []
  if (!Array.isArray(list)) throw compositionFailure(`"${name}": "defaults" must be a list.`)
  return list.map((item) => readItem(item, name))
}

function readItem(item: Value, name: string): DefaultItem {
  if (typeof item === 'string') return { ...pathItem(item), ...packageIn(item, name) }
  if (!(item instanceof Map))
    throw compositionFailure(`"${name}": an item of "defaults" must be a text or "group: option".`)
  return readGroup(item, name)
}

function pathItem(item: string): Omit<DefaultItem, 'package'> {
  const [path = ''] = item.split('@', 1)
  return { ...pathParts(path), isGroup: false, ...ordinary }
}

function readGroup(item: ValueMap, name: string): DefaultItem {
  const [entry, more] = [...item]
  if (!entry || more) throw compositionFailure(`"${name}": an item of "defaults" must have one key.`)
  const [key, value] = entry
  if (typeof key !== 'string') throw compositionFailure(`"${name}": a key in "defaults" must be a text.`)
  const [head = ''] = key.split('@', 1)
  const words = head.split(' ')
  const group = words.at(-1) ?? ''
  const keywords = leadingKeywords(words.slice(0, -1))
  if (group === '') throw compositionFailure(`"${name}": "${key}" names no group.`)
  return {
    ...groupItem(group, optionOf(value, key, name), packageIn(key, name).package),
    isOptional: keywords.includes('optional'),
    isOverride: keywords.includes('override'),
  }
}

/** `group: option`, as a defaults list or `+group=option` has it. */
export function groupItem(group: string, name: DefaultItem['name'], place: string | undefined): DefaultItem {
  const isAbsolute = group.startsWith('/')
  const dir = isAbsolute ? group.slice(1) : group
  return { dir, isAbsolute, name, package: place === '_here_' ? '' : place, isGroup: true, ...ordinary }
}

function leadingKeywords(words: readonly string[]): readonly string[] {
  const end = words.findIndex((word) => word !== 'optional' && word !== 'override')
  return end === -1 ? words : words.slice(0, end)
}

function optionOf(value: Value, key: string, name: string): DefaultItem['name'] {
  if (value === null || typeof value === 'string') return value
  if (Array.isArray(value) && value.every((option) => typeof option === 'string')) return value
  throw compositionFailure(`"${name}": "${key}" in "defaults" must be the name of an option, a list of names, or null.`)
}

/** What stands behind `@`; `old:new` means the old one. */
function packageIn(key: string, name: string): { package: string | undefined } {
  const at = key.indexOf('@')
  if (at === -1) return { package: undefined }
  const [place = ''] = key.slice(at + 1).split(':', 1)
  if (/_(?:group|name)_/.test(place)) throw notDone(`"${name}" has "${place}" in a package`)
  if (key.slice(0, at) === '_self_') throw compositionFailure(`"${name}": "_self_" goes where its file goes.`)
  return { package: place === '_here_' ? '' : place }
}
