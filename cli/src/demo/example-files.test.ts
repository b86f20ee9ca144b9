import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { changeParameter, copyProject, unpackSales } from './example-files.ts'

let folder: string
beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sterna test '))
})
afterEach(() => fs.rmSync(folder, { recursive: true }))

describe('the files of the example', () => {
  it('have the parameter that the demo changes, and nothing else of them changes', () => {
    copyProject(folder)
    const before = fs.readFileSync(path.join(folder, 'params.yaml'), 'utf8')
    changeParameter(folder, 'depth: 6', 'depth: 4')
    expect(fs.readFileSync(path.join(folder, 'params.yaml'), 'utf8')).toBe(before.replace('depth: 6', 'depth: 4'))
  })

  it('say so when the parameter to change is not there', () => {
    copyProject(folder)
    expect(() => changeParameter(folder, 'depth: 99', 'depth: 4')).toThrow('params.yaml has no "depth: 99"')
  })

  it('have as many sales as the demo tells', () => {
    unpackSales('2010-2013', path.join(folder, 'sales'))
    const text = fs.readFileSync(path.join(folder, 'sales/2010-2013.csv'), 'utf8')
    expect(Math.round((text.trimEnd().split('\n').length - 1) / 100) * 100).toBe(20_600)
  })
})
