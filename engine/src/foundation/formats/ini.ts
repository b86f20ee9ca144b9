import { Failure } from '../base/index.ts'
import { type IniDocument, type IniNotes, parseIni } from './ini-document.ts'
import { interpolateIni } from './ini-interpolation.ts'
import { type IniFile, type IniValue, quoteIni, renderIniValue } from './ini-value.ts'

/**
 * Reads an INI file in the dialect of Python's configobj, which DVC's config files have: `#` comments, quotes, lists with
 * commas, `%(name)s` replaced by the value of that key where there is one.
 * @throws Failure `file-format` with the line; also for a section or key that is there twice.
 */
export function readIni(text: string, name: string): IniFile {
  const { sections } = parseIni(text, name)
  const values = sections.map((section) => {
    const entries = section.entries.map(({ key, value }) => [key, value] as const)
    return [section.name, new Map(entries)] as const
  })
  return interpolateIni(new Map(values))
}

/**
 * Writes sections as configobj writes them: four blanks before each key, quotes only where they are needed, no blank
 * lines. No sections are one line end.
 * @throws Failure `config` for a value or name that no quotes can hold.
 */
export function renderIni(sections: IniFile): string {
  return renderWithNotes(sections, undefined)
}

/**
 * Writes `sections` like `renderIni`, with the comments and blank lines that `oldText` has above and behind what is still
 * there. Without any comment in `oldText` blank lines go too, as they do when DVC writes.
 */
export function editIni(oldText: string, sections: IniFile, name: string): string {
  const old = parseIni(oldText, name)
  return renderWithNotes(sections, hasComments(old) ? old : undefined)
}

function hasComments({ sections, after }: IniDocument): boolean {
  const notes = sections.flatMap((section) => [section, ...section.entries])
  const lines = [...after, ...notes.flatMap((note) => [...note.before, note.inline])]
  return lines.some((line) => line.includes('#'))
}

function renderWithNotes(sections: IniFile, old: IniDocument | undefined): string {
  const notes = new Map(old ? notesOf(old) : [])
  const lines = [...sections].flatMap(([name, values]) => [
    ...withNotes(`[${quoteName(name)}]`, notes.get(place(name))),
    ...[...values].flatMap(([key, value]) => withNotes(entryLine(key, value), notes.get(place(name, key)))),
  ])
  return `${[...lines, ...(old?.after ?? [])].join('\n')}\n`
}

function* notesOf(document: IniDocument): Generator<[string, IniNotes]> {
  for (const section of document.sections) {
    yield [place(section.name), section]
    for (const entry of section.entries) yield [place(section.name, entry.key), entry]
  }
}

/** Names differ in more than case only by mistake, and DVC reads them in lower case. */
function place(section: string, key = ''): string {
  return `${section}\n${key}`.toLowerCase()
}

function withNotes(line: string, notes: IniNotes | undefined): string[] {
  return notes ? [...notes.before, notes.inline === '' ? line : `${line}  ${notes.inline}`] : [line]
}

function entryLine(key: string, value: IniValue): string {
  const rendered = renderIniValue(value)
  if (rendered === undefined) throw new Failure('config', `The value of "${key}" has quotes that no INI file can hold.`)
  return `    ${quoteName(key)} = ${rendered}`
}

function quoteName(name: string): string {
  const quoted = quoteIni(name)
  if (quoted === undefined) throw new Failure('config', `The name ${JSON.stringify(name)} cannot stand in an INI file.`)
  return quoted
}
