import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { editIni, readIni, renderIni } from './ini.ts'
import type { IniValue } from './ini-value.ts'

describe('reading an INI file', () => {
  it.each<[string, IniValue]>([
    ['plain text', 'plain text'],
    ['', ''],
    ['""', ''],
    ['"in quotes"  # why', 'in quotes'],
    ["it's", "it's"],
    ['s3://b/p#frag', 's3://b/p'],
    ['"s3://b/p#frag"', 's3://b/p#frag'],
    ['a ; b', 'a ; b'],
    ['reflink, copy', ['reflink', 'copy']],
    ['"a,b"', 'a,b'],
    ['"a, b", \'c\'', ['a, b', 'c']],
    ['one,', ['one']],
    [',', []],
    ["'''both ' and \"'''", 'both \' and "'],
    ["'''two\n lines'''", 'two\n lines'],
    ['100%', '100%'],
    ['$x', '$x'],
    ['a=b', 'a=b'],
  ])('takes %j as %j', (text, value) => {
    expect(valueOf(text)).toEqual(value)
  })

  it('knows sections with and without quotes, at any indentation', () => {
    const file = readIni('# top\n[core]\n  a=1\n\n  [\'remote "x"\']  # inline\nb = 2\n[remote "y"]\n', 'config')
    expect([...file.keys()]).toEqual(['core', 'remote "x"', 'remote "y"'])
    expect([...(file.get('core') ?? [])]).toEqual([['a', '1']])
  })

  it('puts in values of the same section, and leaves what leads nowhere', () => {
    const file = readIni('[s]\na = 1\nb = <%(a)s>\nc = %(none)s\nd = %(d)s\n', 'config')
    expect([...(file.get('s')?.values() ?? [])]).toEqual(['1', '<1>', '%(none)s', '%(d)s'])
  })

  it.each([
    ['[s]\na = 1\na = 2\n', 'the key "a" is there twice (line 3, column 1)'],
    ['[s]\n[t]\n[s]\n', 'there are two sections [s] (line 3, column 1)'],
    ['[s]\n  a = "x\n', 'the quotes or commas of the value do not fit together (line 2, column 3)'],
    ["[s]\na = '''x\n", 'the quotes or commas of the value do not fit together (line 2, column 1)'],
    ['[s]\nhello\n', 'this is neither a [section] nor a key = value (line 2, column 1)'],
    ['a = 1\n', 'the key "a" stands before the first [section] (line 1, column 1)'],
    ['[[s]]\n', 'sections inside sections are not supported (line 1, column 1)'],
  ])('says where %j is wrong', (text, message) => {
    expect(() => readIni(text, 'config')).toThrow(`"config" is no valid INI file: ${message}.`)
  })
})

describe('writing an INI file', () => {
  it('takes four blanks, and quotes only where they are needed', () => {
    const values: [string, IniValue][] = [
      ['hash', 'a#b'],
      ['comma', 'a,b'],
      ['blank', ' x'],
      ['apostrophe', "it's"],
      ['inner', 'dq"x'],
      ['end', 'dq"'],
      ['both', `'"`],
      ['lines', 'a\nb'],
      ['empty', ''],
      ['list', ['a', 'b']],
    ]
    expect(renderIni(new Map([['remote "r"', new Map(values)]]))).toBe(
      [
        `['remote "r"']`,
        '    hash = "a#b"',
        '    comma = "a,b"',
        '    blank = " x"',
        "    apostrophe = it's",
        '    inner = dq"x',
        `    end = 'dq"'`,
        `    both = ''''"'''`,
        "    lines = '''a",
        "b'''",
        '    empty = ""',
        '    list = a, b',
        '',
      ].join('\n'),
    )
  })

  it('is one line end if there is nothing', () => {
    expect(renderIni(new Map())).toBe('\n')
  })

  it('can be read again', () => {
    const text = fc.string({ unit: fc.constantFrom('a', ' ', ',', '"', "'", '#', '=', '[', ']', '%', 'é', ';') })
    const value = fc.oneof(text, fc.array(fc.stringMatching(/^[a-z ,#']{0,5}$/), { maxLength: 3 }))
    fc.assert(
      fc.property(value, (written) => {
        const file = renderIni(new Map([['s', new Map([['k', written]])]]))
        expect(readIni(file, 'config').get('s')?.get('k')).toEqual(written)
      }),
    )
  })
})

describe('editing an INI file', () => {
  const old = '# ours\n\n[core]\n# where data goes\nremote = a  # the default\nautostage = true\n\n# end\n'

  it('keeps comments and blank lines where they belong', () => {
    const sections = new Map([
      ['core', new Map([['remote', 'b']])],
      ['cache', new Map([['type', 'copy']])],
    ])
    expect(editIni(old, sections, 'config')).toBe(
      '# ours\n\n[core]\n# where data goes\n    remote = b  # the default\n[cache]\n    type = copy\n\n# end\n',
    )
  })

  it('writes a file without comments as if it were new', () => {
    const sections = new Map([['core', new Map([['remote', 'b']])]])
    expect(editIni('\n[core]\n\nremote=a\n\n', sections, 'config')).toBe(renderIni(sections))
  })
})

function valueOf(text: string): IniValue | undefined {
  return readIni(`[s]\nk = ${text}\n`, 'config').get('s')?.get('k')
}
