import { describe, expect, it } from 'vitest'
import type { RepoPath } from '../../foundation/base/index.ts'
import { comparePackages } from './environment.ts'
import { fixesEnvironment, packagesOf } from './packages-of.ts'

const cases: Readonly<Record<string, readonly [text: string, packages: Record<string, string>]>> = {
  'requirements.txt': [
    '# our own\nnumpy==1.26.0\npandas[excel] >=2, <3 ; python_version > "3.9"\n-r more.txt\ntorch==2.1 \\\n  --hash=sha256:abc\nscipy  # any\n',
    { numpy: '1.26.0', 'pandas[excel]': '>=2, <3', torch: '2.1', scipy: '' },
  ],
  'sub/uv.lock': [
    'version = 1\n[[package]]\nname = "numpy"\nversion = "2.0.1"\n[[package]]\nname = "numpy"\nversion = "1.26.0"\n',
    { numpy: '2.0.1, 1.26.0' },
  ],
  'Pipfile.lock': [
    '{"default": {"numpy": {"version": "==1.2"}}, "develop": {"local": {"path": "."}}}',
    { numpy: '1.2' },
  ],
  'environment.yml': [
    'dependencies:\n- python=3.11\n- numpy=1.26=py311\n- pip:\n  - torch==2.1\n',
    { python: '3.11', numpy: '1.26=py311', torch: '2.1' },
  ],
  'package-lock.json': [
    '{"packages": {"": {"version": "1"}, "node_modules/a": {"version": "2"}, "node_modules/a/node_modules/@b/c": {"version": "3"}}}',
    { a: '2', '@b/c': '3' },
  ],
  '.python-version': ['3.12.1\n', { python: '3.12.1' }],
}

describe('files that fix the environment', () => {
  it.each(Object.entries(cases))('%s', (file, [text, packages]) => {
    expect(fixesEnvironment(file as RepoPath)).toBe(true)
    expect(Object.fromEntries(packagesOf(text, file as RepoPath))).toEqual(packages)
  })

  it('are known by their names', () => {
    for (const file of ['requirements.md', 'lock', 'my-uv.lock.txt', 'environment'])
      expect(fixesEnvironment(file as RepoPath)).toBe(false)
  })

  it('are compared package by package', () => {
    const [before, after] = [
      new Map([
        ['a', '1'],
        ['b', '1'],
      ]),
      new Map([
        ['b', '2'],
        ['c', '1'],
      ]),
    ]
    expect(comparePackages(before, after)).toEqual([
      { name: 'a', before: '1', after: undefined },
      { name: 'b', before: '1', after: '2' },
      { name: 'c', before: undefined, after: '1' },
    ])
  })
})
