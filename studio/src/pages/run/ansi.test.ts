import { describe, expect, it } from 'vitest'
import { parseAnsi, plainLine } from './ansi.ts'

const red = '\x1b[31m'

const shown = (line: string) =>
  parseAnsi(line).map(({ text, hue, isBold, isFaint }) =>
    [text, hue, isBold && 'bold', isFaint && 'faint'].filter(Boolean).join(' '),
  )

describe('a line of a terminal', () => {
  it.each([
    ['without colours is one span', 'epoch 3', ['epoch 3']],
    ['that is empty has none', '', []],
    ['is coloured until the colour ends', `a ${red}red\x1b[0m b`, ['a ', 'red red', ' b']],
    ['takes several codes at once', '\x1b[1;32mok\x1b[22m then\x1b[39m.', ['ok green bold', ' then green', '.']],
    ['is reset by a code of nothing', '\x1b[1mx\x1b[my', ['x bold', 'y']],
    ['takes bright colours for the same', '\x1b[94mx', ['x blue']],
    ['takes the nearest of 256 colours', '\x1b[38;5;196mx\x1b[38;5;240my', ['x red', 'y grey']],
    ['takes the nearest of all colours', '\x1b[38;2;250;240;10mx', ['x yellow']],
    ['keeps no colour behind the text', '\x1b[48;5;196;2mx', ['x faint']],
    ['loses what moves the cursor or names the window', '\x1b[2K\x1b]0;title\x07x\x1b[1Ay\x1b(Bz', ['x', 'y', '(Bz']],
    ['keeps markup what it is', '<b onclick=x>\x1b[31m<script>', ['<b onclick=x>', '<script> red']],
    ['loses bells and the beginning of a command that does not end', 'a\x07b\x1b[', ['a', 'b', '[']],
  ])('%s', (_, line, spans) => {
    expect(shown(line)).toEqual(spans)
  })

  it('has a text without all that', () => {
    expect(plainLine(`${red}\x1b[1m!\x1b[0m no`)).toBe('! no')
  })
})
