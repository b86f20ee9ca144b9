import { describe, expect, it } from 'vitest'
import { isCalledDvc } from './called-as-dvc.ts'

describe('the name that the program is called by', () => {
  it.each([
    ['/home/ada/bin/dvc', true],
    ['/home/ada/bin/dvc.cjs', true],
    ['/home/ada/bin/sterna', false],
    ['/home/ada/dvc/sterna', false],
    ['/home/ada/bin/dvc-3', false],
    [undefined, false],
  ])('%s: %s', (program, isDvc) => expect(isCalledDvc(program)).toBe(isDvc))
})
