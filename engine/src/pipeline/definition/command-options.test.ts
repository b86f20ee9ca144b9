import { describe, expect, it } from 'vitest'
import { readJson, type ValueMap } from '../../foundation/formats/index.ts'
import { commandOptions } from './command-options.ts'

const options = (json: string, parsing = {}) => commandOptions(readJson(json, 'x.json') as ValueMap, parsing)

describe('a dictionary in a command', () => {
  it.each([
    ['{"lr": 0.1, "n": 3, "big": 1e20}', '--lr 0.1 --n 3 --big 1e+20'],
    ['{"net": {"layers": {"n": 2}}, "empty": {}}', '--net.layers.n 2'],
    ['{"on": true, "off": false, "none": null}', '--on --none None'],
    [
      '{"name": "plain-1", "text": "a b", "quote": "it\'s", "nothing": ""}',
      `--name plain-1 --text 'a b' --quote 'it'"'"'s' --nothing ''`,
    ],
    ['{"list": [1, "a b", true], "none": []}', "--list 1 'a b' True"],
  ])('%s reads %s', (json, expected) => {
    expect(options(json)).toBe(expected)
  })

  it('says no to what is false if the project wants that', () => {
    expect(options('{"off": false, "on": true}', { bool: 'boolean_optional' })).toBe('--no-off --on')
  })

  it('repeats the option for each item if the project wants that', () => {
    expect(options('{"list": [1, 2]}', { list: 'append' })).toBe('--list 1 --list 2')
  })

  it('refuses lists in lists', () => {
    expect(() => options('{"k": [[1]]}')).toThrow("Cannot interpolate nested iterable in 'k'")
  })
})
