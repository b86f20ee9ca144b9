import { describe, expect, it } from 'vitest'
import { commandLines } from './shell-command.ts'

describe('the lines of a command', () => {
  // What DVC 3.67 runs, one shell a line.
  it.each([
    ['echo 1', ['echo 1']],
    ['echo 1\necho 2\n', ['echo 1', 'echo 2']],
    ['echo 1\n\necho 2\n  \n\necho 3\n\n', ['echo 1', '', 'echo 2', '  ', '', 'echo 3', '']],
    ['\necho 1', ['', 'echo 1']],
    ['\n', ['']],
    ['echo 1\r\necho 2\recho 3', ['echo 1', 'echo 2', 'echo 3']],
    ['1\f2\v3\u00854\u20285\u001c6', ['1', '2', '3', '4', '5', '6']],
    [
      ['echo a\n\necho b', '', '  '],
      ['echo a\n\necho b', '', '  '],
    ],
  ])('of %j are %j', (cmd, lines) => {
    expect(commandLines(cmd)).toEqual(lines)
  })
})
