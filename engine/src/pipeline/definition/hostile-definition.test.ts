import { describe, expect, it } from 'vitest'
import type { RepoPath } from '../../foundation/base/index.ts'
import { readDefinition } from './read-definition.ts'
import { varsFileOf } from './vars-file.ts'

function read(text: string, params: string) {
  const readVars = (path: RepoPath) => varsFileOf(path === 'params.yaml' ? params : undefined)
  return readDefinition(text, 'dvc.yaml' as RepoPath, { readVars })
}

const digits = '[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]'
const axes = (count: number) => Array.from({ length: count }, (_, i) => `      a${i}: ${digits}\n`).join('')
const matrix = (count: number) =>
  `stages:\n  s:\n    matrix:\n${axes(count)}    cmd: echo \${key}\n    outs: ['\${key}']\n`

describe('a definition that somebody wrote to do harm', () => {
  it('has no group of more stages than anybody runs', () => {
    expect(() => read(matrix(9), '')).toThrow(
      "failed to resolve 'stages.s.matrix' in 'dvc.yaml': 1000000000 combinations are more than 100000",
    )
  })

  it('may have thousands', () => {
    expect(read(matrix(4), '').stages).toHaveLength(10_000)
  })

  it('makes no text that does not fit into memory', () => {
    const params = `x: ${'y'.repeat(1_000_000)}\n`
    expect(() => read(`stages:\n  s: {cmd: '${'${x}'.repeat(3000)}'}\n`, params)).toThrow(
      "failed to parse 'stages.s.cmd' in 'dvc.yaml':\nThe text is longer than 16 MB once its expressions are replaced",
    )
  })

  it('finds no value below thousands of keys', () => {
    expect(() => read(`stages:\n  s: {cmd: 'echo \${${'a.'.repeat(10_000)}a}'}\n`, 'a: 1\n')).toThrow('Could not find')
  })

  it('may have thousands of dollars and brackets that mean nothing', () => {
    expect(read(`stages:\n  s: {cmd: '${'${'.repeat(10_000)}'}\n`, '').stages).toHaveLength(1)
    expect(read(`stages:\n  s: {cmd: '\${${'a['.repeat(10_000)}'}\n`, '').stages).toHaveLength(1)
  })

  it('has no parameters that refer to each other without end', () => {
    const tens = (inner: string) => `{${Array.from({ length: 10 }, (_, j) => `k${j}: ${inner}`).join(', ')}}`
    const params = Array.from({ length: 9 }, (_, i) => `l${i}: &l${i} ${tens(i === 0 ? 'x' : `*l${i - 1}`)}\n`).join('')
    expect(() => read('stages:\n  s: {cmd: "echo ${l8}"}\n', params)).toThrow("'params.yaml' holds more than")
  })
})
