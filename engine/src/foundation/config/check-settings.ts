import { compareCodePoints } from '../base/index.ts'
import { type IniValue, pythonRepr } from '../formats/index.ts'
import { databaseRules, machineRules, plainRules, remoteRules } from './schema.ts'
import type { SectionRules } from './schema-rules.ts'
import { namedKinds, type Options, type Sections, type Settings } from './settings.ts'

/** What is wrong in merged settings, in DVC's words and its order; nothing if all is fine. */
export function checkSettings(settings: Settings): string[] {
  const known = Object.keys(plainRules)
  const extra = [...settings.plain.keys()].filter((section) => !known.includes(section))
  return [
    ...known.flatMap((section) => checkPlain(section, settings.plain.get(section) ?? new Map())),
    ...[...settings.remote].flatMap(([name, options]) => checkRemote(name, options)),
    ...checkNamed('machine', settings.machine, machineRules),
    ...checkNamed('db', settings.db, databaseRules),
    ...extra.map((section) => `${misplaced(section) ?? 'extra keys not allowed'} @ ${place(section)}`),
  ]
}

/** Options of `[feature]` that nobody knows: they are left out, with a warning. */
export function unknownFeatures(settings: Settings): string[] {
  const options = [...(settings.plain.get('feature')?.keys() ?? [])]
  return options.filter((option) => !Object.hasOwn(plainRules.feature ?? {}, option)).sort(compareCodePoints)
}

function checkPlain(section: string, options: Options): string[] {
  const rules = plainRules[section] ?? {}
  const checked =
    section === 'feature' ? new Map([...options].filter(([option]) => Object.hasOwn(rules, option))) : options
  const problems = checkOptions([section], checked, rules)
  if (section !== 'hydra' || !options.has('config_dir') || !options.has('config_module')) return problems
  return [
    `two or more values in the same group of exclusion 'config_source' @ data['hydra'][<config_source>]`,
    ...problems,
  ]
}

function checkRemote(name: string, options: Options): string[] {
  const path = ['remote', name]
  const url = options.get('url')
  if (url === undefined) return [`expected 'url' for dictionary value @ ${place(...path)}`]
  const scheme = schemeOf(url)
  if (scheme === 'remote') return []
  const rules = Object.hasOwn(remoteRules, scheme) ? remoteRules[scheme] : undefined
  return rules
    ? checkOptions(path, options, rules)
    : [`Unsupported URL type ${scheme}:// for dictionary value @ ${place(...path)}`]
}

/** Scheme of a URL with a host; '' for everything else, which is a path. */
function schemeOf(url: IniValue): string {
  return /^([a-z][a-z0-9+.-]*):\/\/[^/?#]/i.exec(String(url))?.[1]?.toLowerCase() ?? ''
}

/** What is wrong with options of the storage that a URL is in; nothing if all is fine. */
export function checkStorageOptions(url: string, options: Options): string[] {
  const scheme = schemeOf(url)
  const rules = Object.hasOwn(remoteRules, scheme) ? remoteRules[scheme] : undefined
  return rules === undefined || scheme === 'remote' ? [] : checkOptions([], options, rules)
}

function checkNamed(kind: string, sections: Sections, rules: SectionRules): string[] {
  return [...sections].flatMap(([name, options]) => checkOptions([kind, name], options, rules))
}

function checkOptions(path: readonly string[], options: Options, rules: SectionRules): string[] {
  return [...options].flatMap(([option, value]) => {
    const at = place(...path, option)
    if (!Object.hasOwn(rules, option)) return [`extra keys not allowed @ ${at}`]
    const problem = rules[option]?.(value)
    return problem === undefined ? [] : [`${problem} for dictionary value @ ${at}`]
  })
}

function misplaced(section: string): string | undefined {
  return (namedKinds as readonly string[]).includes(section) ? 'expected a dictionary' : undefined
}

function place(...path: string[]): string {
  return `data[${path.map(pythonRepr).join('][')}]`
}
