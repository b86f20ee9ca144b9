import type { IniValue } from '../formats/index.ts'

/** Says what is wrong with a value, in DVC's words; undefined if it is fine. */
export type Rule = (value: IniValue) => string | undefined
export type SectionRules = Readonly<Record<string, Rule>>

/** One text, no list. */
export const text: Rule = (value) => (typeof value === 'string' ? undefined : 'expected str')
/** Anything: it is read as text in lower case. */
export const name: Rule = () => undefined
export const flag: Rule = (value) => (/^(true|false)$/i.test(String(value)) ? undefined : 'expected true or false')
export const flagOrPath: Rule = (value) => (typeof value === 'string' ? undefined : 'expected true or false')
/** DVC wants a value that no config file can hold here, so it refuses every file that has the option. */
export const never =
  (type: string): Rule =>
  () =>
    `expected ${type}`

export function whole(atLeast = Number.NEGATIVE_INFINITY, atMost = Number.POSITIVE_INFINITY): Rule {
  return (value) => {
    if (typeof value !== 'string' || !/^\s*[-+]?\d+(_\d+)*\s*$/.test(value)) return 'expected int'
    const number = Number(value.replaceAll('_', ''))
    if (number < atLeast) return `value must be at least ${atLeast}`
    return number > atMost ? `value must be at most ${atMost}` : undefined
  }
}

export function decimal(atLeast = Number.NEGATIVE_INFINITY): Rule {
  return (value) => {
    const number =
      typeof value === 'string' && value.trim() !== '' ? Number(value.replace(/(?<=\d)_(?=\d)/g, '')) : Number.NaN
    if (Number.isNaN(number)) return 'expected float'
    return number < atLeast ? `value must be at least ${atLeast}` : undefined
  }
}

export function oneOf(...choices: string[]): Rule {
  return (value) =>
    choices.includes(String(value).toLowerCase()) ? undefined : `expected one of ${choices.join(', ')}`
}

export const linkTypes = ['reflink', 'hardlink', 'symlink', 'copy'] as const
export type LinkType = (typeof linkTypes)[number]

/** Kinds of link as a list, or in one text with commas. */
export const linkTypeList: Rule = (value) => {
  const unknown = splitLinkTypes(value).filter((type) => !(linkTypes as readonly string[]).includes(type))
  return unknown.length === 0 ? undefined : `Unsupported cache type(s): ${[...new Set(unknown)].join(', ')}`
}

export function splitLinkTypes(value: IniValue): string[] {
  return typeof value === 'string' ? value.split(',').map((type) => type.trim()) : [...value]
}
