import { describe, expect, it } from 'vitest'
import { parseExperimentRef, refuseBadName, renderExperimentRef } from './experiment-ref.ts'

const baseline = 'ab'.padEnd(40, '0')
const ref = `refs/exps/ab/${'0'.repeat(38)}`

describe('the ref of an experiment', () => {
  it.each([
    [`${ref}/lab`, { baseline, name: 'lab' }],
    [ref, { baseline, name: '' }],
    [`${ref}/lab/more`, undefined],
    ['refs/exps/stash', undefined],
    ['refs/exps/celery/stash', undefined],
    ['refs/exps/exec/EXEC_HEAD', undefined],
    ['refs/exps/apply/ORIG_HEAD', undefined],
    ['refs/exps/temp/head-x', undefined],
    ['refs/heads/ab/c/lab', undefined],
  ])('%s stands for %j', (text, place) => {
    expect(parseExperimentRef(text)).toEqual(place)
    if (place) expect(renderExperimentRef(place)).toBe(text)
  })
})

describe('the name of an experiment', () => {
  it.each(['lab', 'a.b', '-x', 'ü', '@', 'a@b', '{x}', 'x.lock2'])('may be %s', (name) => {
    expect(() => refuseBadName(name)).not.toThrow()
  })

  it.each([
    '',
    '.x',
    'x.',
    'a..b',
    'a b',
    'a/b',
    'x.lock',
    'a~1',
    'a^',
    'a:b',
    'a?',
    'a*',
    'a[0]',
    'a\\b',
    'a@{0}',
    'a\n',
    'a\u007f',
  ])('may not be %j', (name) => {
    expect(() => refuseBadName(name)).toThrow(
      `Invalid exp name ${name}, the exp name must follow rules in https://git-scm.com/docs/git-check-ref-format`,
    )
  })
})
