import { Failure } from '../base/index.ts'
import type { SectionName } from './settings.ts'

/** Which option is meant by a name like `core.remote` or `remote.store.url`. */
export interface SettingName {
  readonly section: SectionName
  readonly option: string
}

/** Reads a name that a person typed. Throws a Failure `usage`. */
export function parseSettingName(text: string): SettingName {
  const match = /^(?:(remote|db)\.)?([^.]*)\.([^.]*)$/.exec(text)
  if (!match) {
    const forms = 'remote.name.option or db.name.option or section.option'
    throw new Failure('usage', `argument name: name argument should look like ${forms}`)
  }
  const [, kind, name = '', option = ''] = match
  return {
    section: { kind: (kind ?? 'plain') as SectionName['kind'], name: name.toLowerCase() },
    option: option.toLowerCase(),
  }
}

export function missingSection({ kind, name }: SectionName): string {
  return `${kind === 'plain' ? 'section' : kind} '${name}' doesn't exist`
}

export function missingOption({ kind, name }: SectionName, option: string): string {
  return `option '${option}' doesn't exist in ${kind === 'plain' ? 'section' : kind} '${name}'`
}
