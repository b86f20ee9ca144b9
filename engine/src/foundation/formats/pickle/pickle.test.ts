import { describe, expect, it } from 'vitest'
import { type PickleValue, readPickle, Tuple, writePickle } from './index.ts'

const hex = (value: PickleValue) => Buffer.from(writePickle(value)).toString('hex')
const read = (text: string) => readPickle(Buffer.from(text, 'hex'), 'repro.dat')

/** What `pickle.dumps(value, protocol=4)` of Python 3.11 gives. */
const ofPython: [string, PickleValue, string][] = [
  ['None', null, '80044e2e'],
  ['True', true, '8004882e'],
  ['5', 5, '80044b052e'],
  ['300', 300, '80049504000000000000004d2c012e'],
  ['-7', -7, '80049506000000000000004af9ffffff2e'],
  ['70000', 70_000, '80049506000000000000004a701101002e'],
  ["'é'", 'é', '80049506000000000000008c02c3a9942e'],
  ["'x' * 300", 'x'.repeat(300), `80049533010000000000005 82c010000${'78'.repeat(300)}942e`.replace(' ', '')],
  ['()', new Tuple([]), '8004292e'],
  ["('a',)", new Tuple(['a']), '80049507000000000000008c01619485942e'],
  ["('a', 'b')", new Tuple(['a', 'b']), '8004950b000000000000008c0161948c01629486942e'],
  [
    "('a', 'b', 'c', 'd')",
    new Tuple(['a', 'b', 'c', 'd']),
    '8004951400000000000000288c0161948c0162948c0163948c01649474942e',
  ],
  ['[]', [], '80045d942e'],
  ["['a']", ['a'], '80049508000000000000005d948c016194612e'],
  ["['a', 'b']", ['a', 'b'], '8004950d000000000000005d94288c0161948c016294652e'],
  ['{}', new Map(), '80047d942e'],
  ["{'a': 1}", new Map([['a', 1]]), '8004950a000000000000007d948c0161944b01732e'],
  [
    "{'a': 1, 'b': {'c': []}}",
    new Map<string, PickleValue>([
      ['a', 1],
      ['b', new Map([['c', []]])],
    ]),
    '80049518000000000000007d94288c0161944b018c0162947d948c0163945d9473752e',
  ],
]

describe('a pickle', () => {
  it.each(ofPython)('of %s is written as Python writes it, and read', (_, value, bytes) => {
    expect(hex(value)).toBe(bytes)
    expect(read(bytes)).toEqual(value)
  })

  it('may hold one text twice', () => {
    expect(read('8004950c000000000000005d94288c026162946801652e')).toEqual(['ab', 'ab'])
  })

  it.each([
    [
      'a call of os.system',
      '8004952b000000000000008c05706f736978948c0673797374656d9493948c10746f756368202f746d702f6f776e656494859452942e',
      'instruction 0x93',
    ],
    ['the same in protocol 0', '63706f7369780a73797374656d0a70300a2856746f756368', 'instruction 0x63'],
    ['one that is cut off', '80049508000000000000005d948c0161', 'too early'],
    ['one whose text is', '80048cff6161', 'too early'],
    ['nothing', '', 'too early'],
    ['no pickle', '00', 'instruction 0x0'],
    ['a list without a mark', '80045d942e'.replace('942e', '652e'), 'mark is missing'],
    ['a mapping with a number as key', '80047d4b014b02732e', 'key is no text'],
    ['what refers to nothing', '800468052e', 'not there'],
    ['an integer of many bytes', `80048aff${'01'.repeat(255)}2e`, 'too large'],
  ])('is refused: %s', (_, bytes, reason) => {
    expect(() => read(bytes)).toThrow(new RegExp(`"repro.dat" is no pickle of plain data: .*${reason}`))
  })
})
