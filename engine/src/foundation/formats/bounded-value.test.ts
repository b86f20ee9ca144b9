import { describe, expect, it } from 'vitest'
import { readYaml } from './yaml/index.ts'

const tens = (inner: string) => `[${Array.from({ length: 10 }, () => inner).join(', ')}]`
const bomb = Array.from({ length: 12 }, (_, i) => `l${i}: &l${i} ${tens(i === 0 ? 'x' : `*l${i - 1}`)}\n`).join('')

describe('a YAML text that grows when it is gone through', () => {
  it.each([
    ['lists of lists', bomb, "'p.yaml' holds more than 5000000 values once its aliases are followed."],
    ['mappings of mappings', bomb.replaceAll('[', '{a: [').replaceAll(']', ']}'), "'p.yaml' holds more than"],
    ['a list in itself', 'a: &a [*a]\n', "'p.yaml' holds more than"],
    ['a mapping in itself', 'a: &a {b: *a}\n', "'p.yaml' holds more than"],
    ['a deep list', `a: ${'['.repeat(600)}${']'.repeat(600)}\n`, "'p.yaml' is nested too deeply."],
    [
      'a list deeper than the stack',
      `a: ${'['.repeat(50_000)}${']'.repeat(50_000)}\n`,
      "'p.yaml' is nested too deeply.",
    ],
  ])('is refused: %s', (_, text, message) => {
    expect(() => readYaml(text, 'p.yaml')).toThrow(message)
  })

  it('is read where its anchors stay small', () => {
    expect(readYaml('a: &a [1, 2]\nb: [*a, *a]\n', 'p.yaml')).toEqual(
      new Map<string, unknown>([
        ['a', [1, 2]],
        [
          'b',
          [
            [1, 2],
            [1, 2],
          ],
        ],
      ]),
    )
  })
})
