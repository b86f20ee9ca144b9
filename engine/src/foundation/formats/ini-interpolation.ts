import type { IniFile, IniSectionValues, IniValue } from './ini-value.ts'

/**
 * Replaces `%(name)s` in all values by the value of that key: of the same section, or of `[DEFAULT]`. Where there is no
 * such key, or it leads back to itself, the text stays as it is: configobj fails there, and with it every DVC command.
 */
export function interpolateIni(file: IniFile): IniFile {
  const defaults: IniSectionValues = file.get('DEFAULT') ?? new Map()
  return new Map([...file].map(([name, values]) => [name, interpolateSection(values, defaults)]))
}

function interpolateSection(values: IniSectionValues, defaults: IniSectionValues): IniSectionValues {
  const fill = (text: string, trail: readonly string[]): string =>
    text.replace(/%\(([^)]*)\)s/g, (whole, key: string) => {
      const found = values.get(key) ?? defaults.get(key)
      return typeof found === 'string' && !trail.includes(key) ? fill(found, [...trail, key]) : whole
    })
  const fillValue = (key: string, value: IniValue) =>
    typeof value === 'string' ? fill(value, [key]) : value.map((item) => fill(item, [key]))
  return new Map([...values].map(([key, value]) => [key, fillValue(key, value)]))
}
