import { describe, expect, it } from 'vitest'
import { expressionsIn, parseExpression } from './expression.ts'
import { TemplateMistake } from './template-mistake.ts'

describe('expressions', () => {
  it.each([
    ['${a}', ['a']],
    ['x ${a} y ${b.c}', ['a', 'b.c']],
    ['\\${a} ${b}', ['b']],
    ['${a ${b}', ['a ${b']],
    ['${a\nb}', []],
    ['$a {b}', []],
    ['${}', ['']],
  ])('in %j are %j', (text, inner) => {
    expect(expressionsIn(text).map((expression) => expression.inner)).toEqual(inner)
  })

  it.each([
    ['a', 'a'],
    ['a.b', 'a.b'],
    ['a[0].b', 'a.0.b'],
    ['a[0][1]', 'a.0.1'],
    ['a b . c', 'a b . c'],
    ['a[ 0 ] .b', 'a. 0 .b'],
    ['a[0] [1]', 'a.0.1'],
    ['a [0]', 'a .0'],
    [' a ', ' a '],
    [' ', ' '],
    ['a-b.c', 'a-b.c'],
  ])('%j asks for %j', (inner, key) => {
    expect(parseExpression(inner)).toBe(key)
  })

  // Positions and words as pyparsing gives them to DVC.
  it.each([
    ['', '!W:(.[])', "'}'", 2],
    ['.', '!W:(.[])', "'.'", 2],
    ['[', '!W:(.[])', "'['", 2],
    ['a.', 'end of text', "'.'", 3],
    ['a..b', 'end of text', "'.'", 3],
    ['a[]', 'end of text', "'['", 3],
    ['a[0]b', 'end of text', "'b'", 6],
    ['a]', 'end of text', "']'", 3],
    ['a[b.c]', 'end of text', "'['", 3],
    ['a.b[x] word', 'end of text', "'word'", 9],
    ['a[0]  éx.z', 'end of text', "'éx'", 8],
    ['a. b..c d', 'end of text', "'.'", 6],
    ["a[0]'q'", 'end of text', `"'"`, 6],
  ])('%j is refused where it ends to be one', (inner, expected, found, at) => {
    expect(() => parseExpression(inner)).toThrow(
      new TemplateMistake(
        'syntax',
        `\${${inner}}\n${' '.repeat(at)}^\nParseException: Expected ${expected}, found ${found}  (at char ${at}), (line:1, col:${at + 1})`,
      ),
    )
  })
})
