import * as fs from 'node:fs'
import { describe, expect, it } from 'vitest'
import { equalLikePython } from './equality.ts'
import { readJson } from './json.ts'
import { readYaml } from './yaml-reader.ts'
import { renderYaml } from './yaml-writer.ts'

interface RecordedCase {
  readonly value: string
  readonly yaml: string
}

const cases = JSON.parse(fs.readFileSync(new URL('./yaml-cases.json', import.meta.url), 'utf8')) as RecordedCase[]

describe('YAML', () => {
  it('is written in the bytes of ruamel.yaml, for all recorded values', () => {
    const wrong = cases.filter(({ value, yaml }) => renderYaml(readJson(value, 'case')) !== yaml)
    expect(
      wrong.map(({ value, yaml }) => ({ value, expected: yaml, found: renderYaml(readJson(value, 'case')) })),
    ).toEqual([])
  })

  it('is read back as the same value, from what ruamel.yaml has written', () => {
    const wrong = cases.filter(({ value, yaml }) => !equalLikePython(readYaml(yaml, 'case'), readJson(value, 'case')))
    expect(wrong).toEqual([])
  })
})
