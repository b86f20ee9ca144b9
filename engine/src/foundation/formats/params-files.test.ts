import { describe, expect, it } from 'vitest'
import { readPythonParams } from './python-params.ts'
import { pythonRepr } from './python-text.ts'
import { readToml } from './toml/index.ts'

describe('parameters in a Python file', () => {
  it('are the literals that are assigned to one name', () => {
    const text = [
      'a = 1',
      'b: Dict[str, int] = -2.5e3  # = 1',
      's = "x" r"\\n" \'\\x41\'',
      't = (1, 2,), {3}',
      'd = {"k": [True, None], 10: {}}',
      'big = 12345678901234567890; hex = 0x1F',
      'long = [',
      '    1_000,  # a thousand',
      ']',
    ].join('\n')
    expect(paramsOf(text)).toBe(
      "{'a': 1, 'b': -2500.0, 's': 'x\\\\nA', 't': [[1, 2], [3]], 'd': {'k': [True, None], 10: {}}, " +
        "'big': 12345678901234567890, 'hex': 31, 'long': [1000]}",
    )
  })

  it.each([
    'a = b',
    'a = f()',
    'a = b = 1',
    'a, b = 1, 2',
    'a: int',
    'a += 1',
    'a = f"x"',
    'a = b"x"',
    'a = 1 + 2',
    'a = 1j',
    'a = 0Bf',
    'a = 0b12',
    'a = 0o9',
  ])('are not in %s', (text) => expect(paramsOf(text)).toBe('{}'))

  it('stand under the name of their class, with what __init__ gives to self', () => {
    const text = [
      'class Train(Base):',
      '    lr = 0.1',
      '    class Data: path = "x"; rows = 2',
      '    def __init__(self, n: int = 3) -> None:',
      '        self.epochs = 10',
      '        local = 1',
      '        if n:',
      '            self.hidden = 2',
      '    def other(self):',
      '        self.unseen = 1',
      'if True: x = 1',
      'else: y = 2',
    ].join('\n')
    expect(paramsOf(text)).toBe("{'Train': {'lr': 0.1, 'Data': {'path': 'x', 'rows': 2}, 'epochs': 10}}")
  })

  it('cannot be read if brackets or quotes do not close', () => {
    expect(() => paramsOf('a = [1\n')).toThrow(
      '"params.py" is no valid Python: "]" is missing at the end (line 2, column 1).',
    )
    expect(() => paramsOf('a = 1)')).toThrow('"params.py" is no valid Python: ")" closes nothing (line 1, column 6).')
    expect(() => paramsOf('a = "x\n')).toThrow('the text in quotes does not end (line 1, column 5).')
  })
})

describe('TOML', () => {
  it('keeps ints, floats and dates apart, and the order of keys', () => {
    const text = 'b = 1\na = 1.0\nbig = 9223372036854775807\n[t]\nx = [1e5, inf]\nd = 2020-01-31\n'
    expect(pythonRepr(readToml(text, 'params.toml'))).toBe(
      "{'b': 1, 'a': 1.0, 'big': 9223372036854775807, 't': {'x': [100000.0, inf], 'd': datetime.date(2020, 1, 31)}}",
    )
  })

  it('says where it is wrong', () => {
    expect(() => readToml('a = 1\nb = = 2\n', 'params.toml')).toThrow(
      '"params.toml" is no valid TOML: invalid value (line 2, column 5).',
    )
  })
})

function paramsOf(text: string): string {
  return pythonRepr(readPythonParams(text, 'params.py'))
}
