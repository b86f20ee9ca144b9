import type { IniFile, IniValue } from '../formats/index.ts'

/** The sections of a config file, in its order: ordinary ones (`core`), and those that carry a name of their own. */
export type Settings = Readonly<Record<SectionKind, Sections>>
export type SectionKind = 'plain' | NamedKind
export type NamedKind = 'remote' | 'machine' | 'db'
export type Sections = ReadonlyMap<string, Options>
export type Options = ReadonlyMap<string, IniValue>

/** `[core]` is plain `core`, `['remote "store"']` is remote `store`. */
export interface SectionName {
  readonly kind: SectionKind
  readonly name: string
}

export const namedKinds: readonly NamedKind[] = ['remote', 'machine', 'db']
export const noSettings: Settings = { plain: new Map(), remote: new Map(), machine: new Map(), db: new Map() }

/** The settings in an INI file. Names of sections and options do not depend on case. */
export function settingsOf(file: IniFile): Settings {
  const settings = { plain: new Map(), remote: new Map(), machine: new Map(), db: new Map() }
  for (const [header, values] of file) {
    const { kind, name } = sectionName(header.toLowerCase())
    settings[kind].set(name, new Map([...values].map(([key, value]) => [key.toLowerCase(), value])))
  }
  return settings
}

/**
 * Settings as DVC writes them: ordinary sections in their order and new ones in that of the schema, then remotes, machines
 * and databases. An ordinary section without options is left out.
 */
export function iniOf(settings: Settings): IniFile {
  const plain = [...settings.plain].filter(([, options]) => options.size > 0)
  const named = namedKinds.flatMap((kind) =>
    [...settings[kind]].map(([name, options]) => [`${kind} "${name}"`, options] as const),
  )
  return new Map([...plain, ...named])
}

/** Many settings as one: option by option, the last one that has it wins. */
export function mergeSettings(all: readonly Settings[]): Settings {
  return {
    plain: mergeSections(all.map((settings) => settings.plain)),
    remote: mergeSections(all.map((settings) => settings.remote)),
    machine: mergeSections(all.map((settings) => settings.machine)),
    db: mergeSections(all.map((settings) => settings.db)),
  }
}

/** The settings with one section put in; without it if `options` is undefined. */
export function withSection(settings: Settings, { kind, name }: SectionName, options: Options | undefined): Settings {
  const sections = new Map(settings[kind])
  if (options === undefined) sections.delete(name)
  else sections.set(name, options)
  return { ...settings, [kind]: sections }
}

/** The settings with one option set; without it if `value` is undefined. */
export function withOption(
  settings: Settings,
  section: SectionName,
  option: string,
  value: IniValue | undefined,
): Settings {
  const options = new Map(settings[section.kind].get(section.name))
  if (value === undefined) options.delete(option)
  else options.set(option, value)
  return withSection(settings, section, options)
}

/** The settings with every value replaced by what `change` makes of it. */
export function mapOptions(
  settings: Settings,
  change: (section: SectionName, option: string, value: IniValue) => IniValue,
): Settings {
  const mapKind = (kind: SectionKind): Sections =>
    mapValues(settings[kind], (options, name) =>
      mapValues(options, (value, option) => change({ kind, name }, option, value)),
    )
  return { plain: mapKind('plain'), remote: mapKind('remote'), machine: mapKind('machine'), db: mapKind('db') }
}

function sectionName(header: string): SectionName {
  const match = /^\s*(remote|machine|db)\s*"(.*)"\s*$/.exec(header)
  return match ? { kind: match[1] as NamedKind, name: match[2] ?? '' } : { kind: 'plain', name: header }
}

function mergeSections(all: readonly Sections[]): Sections {
  const merged = new Map<string, Options>()
  for (const sections of all) {
    for (const [name, options] of sections) merged.set(name, new Map([...(merged.get(name) ?? []), ...options]))
  }
  return merged
}

function mapValues<Value, Result>(map: ReadonlyMap<string, Value>, change: (value: Value, key: string) => Result) {
  return new Map([...map].map(([key, value]) => [key, change(value, key)]))
}
