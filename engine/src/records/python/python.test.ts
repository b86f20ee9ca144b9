import { beforeEach, describe, expect, it } from 'vitest'
import { absolutePath, type RepoPath } from '../../foundation/base/index.ts'
import { type Environment, type FileSystem, memoryFileSystem, type Processes } from '../../foundation/system/index.ts'
import { behindShim } from './behind-shim.ts'
import { findInterpreters } from './find-programs.ts'
import { condaPackages, distributionOf } from './installed-packages.ts'
import { pythonEnvironment } from './python-environment.ts'

let files: FileSystem
let asked: string[]
beforeEach(() => {
  files = memoryFileSystem()
  asked = []
})

const write = (...names: string[]) => {
  for (const name of names) files.writeAtomic(absolutePath(name), 'x'.repeat(10))
}
const answer = JSON.stringify({
  version: '3.12.1',
  folders: ['/usr/lib/python3/dist-packages', '/usr/lib/late-packages'],
})
const processes = {
  run({ command }) {
    asked.push(command)
    return { code: 0, stdout: answer, stderr: '' }
  },
} as Partial<Processes> as Processes

const context = (variables: Record<string, string> = {}) => ({
  files,
  processes,
  environment: { platform: 'linux', variables } as Partial<Environment> as Environment,
  root: absolutePath('/p'),
  sharedState: absolutePath('/state'),
})
const called = (command: string, directory = '') => ({ command, directory: directory as RepoPath })

describe('interpreters', () => {
  beforeEach(() =>
    write('/usr/bin/python3', '/v/bin/python', '/c/bin/python', '/p/.venv/bin/python', '/p/sub/own/bin/python3.11'),
  )

  it.each([
    ['that of the shell', { PATH: '/v/bin:/usr/bin' }, ['./train.sh'], ['/v/bin/python']],
    ['by its other name', { PATH: '/nowhere:/usr/bin' }, [], ['/usr/bin/python3']],
    [
      'that of an environment that is not on the way',
      { PATH: '/nowhere', VIRTUAL_ENV: '/v', CONDA_PREFIX: '/c' },
      [],
      ['/v/bin/python'],
    ],
    ['that of conda', { PATH: '', CONDA_PREFIX: '/c' }, [], ['/c/bin/python']],
    [
      'those that commands name',
      { PATH: '/v/bin:/usr/bin' },
      ['a && python3 x.py', 'python y.py', 'FOO=1 .venv/bin/python z'],
      ['/usr/bin/python3', '/v/bin/python', '/p/.venv/bin/python'],
    ],
    [
      'that of the project, where a tool chooses it',
      { PATH: '/usr/bin' },
      ['uv run train.py'],
      ['/p/.venv/bin/python'],
    ],
    ['none', { PATH: '/nowhere' }, ['make'], []],
  ])('%s', (_, variables, commands, expected) => {
    expect(
      findInterpreters(
        context(variables),
        commands.map((one) => called(one)),
      ),
    ).toEqual(expected)
  })

  it('are looked for where the command runs', () => {
    expect(findInterpreters(context({ PATH: '' }), [called('own/bin/python3.11 a.py', 'sub')])).toEqual([
      '/p/sub/own/bin/python3.11',
    ])
  })
})

describe('installed packages', () => {
  it.each([
    ['scikit_learn-1.4.2.dist-info', ['scikit-learn', '1.4.2']],
    ['ruamel.yaml-0.18.6.dist-info', ['ruamel-yaml', '0.18.6']],
    ['old_one-0.1-py3.11.egg-info', ['old-one', '0.1']],
    ['torch-2.1.0+cu118.dist-info', ['torch', '2.1.0+cu118']],
    ['zope.interface-6.0-py3.9.egg', ['zope-interface', '6.0']],
    ['numpy', undefined],
    ['~-1.0.dist-info.tmp', undefined],
  ])('%s', (folder, expected) => {
    expect(distributionOf(folder)).toEqual(expected && [expected])
  })

  it('of conda are in the names of its records', () => {
    write(
      '/c/conda-meta/cudatoolkit-11.8.0-h37601d7_13.json',
      '/c/conda-meta/python-3.11.4-h955ad1f_0.json',
      '/c/conda-meta/history',
    )
    expect(Object.fromEntries(condaPackages(files, absolutePath('/c/conda-meta')))).toEqual({
      cudatoolkit: '11.8.0',
      python: '3.11.4',
    })
  })
})

describe('what an interpreter runs with', () => {
  const of = (executable: string) => pythonEnvironment(context(), absolutePath(executable))

  it('is read from a virtual environment without starting it', () => {
    write('/v/bin/python', '/v/lib/python3.11/site-packages/numpy-2.0.dist-info/METADATA')
    files.writeAtomic(
      absolutePath('/v/pyvenv.cfg'),
      'home = /usr/bin\ninclude-system-site-packages = false\nversion_info = 3.11.4.final.0\n',
    )
    expect(of('/v/bin/python')).toEqual({ executable: '/v/bin/python', version: '3.11.4', packages: { numpy: '2.0' } })
    expect(asked).toEqual([])
  })

  it('is also what lies below an open virtual environment', () => {
    write(
      '/v/bin/python',
      '/usr/bin/python',
      '/usr/lib/python3/dist-packages/numpy-1.0.dist-info/METADATA',
      '/usr/lib/python3/dist-packages/six-1.0.dist-info/METADATA',
    )
    write('/v/lib/python3.12/site-packages/numpy-2.0.dist-info/METADATA')
    files.writeAtomic(
      absolutePath('/v/pyvenv.cfg'),
      'home = /usr/bin\ninclude-system-site-packages = true\nversion = 3.12.1\n',
    )
    expect(of('/v/bin/python')?.packages).toEqual({ numpy: '2.0', six: '1.0' })
  })

  it('is read from the records of conda', () => {
    write(
      '/c/bin/python',
      '/c/conda-meta/python-3.11.4-h9_0.json',
      '/c/conda-meta/mkl-2023.1-h9_0.json',
      '/c/lib/python3.11/site-packages/torch-2.1.dist-info/METADATA',
    )
    expect(of('/c/bin/python')).toMatchObject({ version: '3.11.4', packages: { mkl: '2023.1', torch: '2.1' } })
  })

  it('is asked of any other one, until its file is another one', () => {
    write(
      '/usr/bin/python3',
      '/usr/lib/python3/dist-packages/six-1.0.dist-info/METADATA',
      '/usr/lib/late-packages/six-0.9.dist-info/METADATA',
    )
    expect(of('/usr/bin/python3')).toEqual({
      executable: '/usr/bin/python3',
      version: '3.12.1',
      packages: { six: '1.0' },
    })
    expect(of('/usr/bin/python3')?.version).toBe('3.12.1')
    expect(asked).toEqual(['/usr/bin/python3'])
    files.writeAtomic(absolutePath('/usr/bin/python3'), 'another')
    of('/usr/bin/python3')
    expect(asked).toHaveLength(2)
  })

  it('is asked each time of a script that stands for one or another', () => {
    files.writeAtomic(absolutePath('/shims/python3'), '#!/bin/sh\n')
    of('/shims/python3')
    of('/shims/python3')
    expect(asked).toHaveLength(2)
  })

  it('is not known of what is none', () => {
    expect(of('/usr/bin/nothing')).toBeUndefined()
  })
})

describe('a script of pyenv', () => {
  beforeEach(() => {
    write('/e/shims/python', '/e/versions/3.11.7/bin/python', '/e/versions/3.9.1/bin/python')
    files.writeAtomic(absolutePath('/e/version'), '3.11.7\n')
  })

  it('starts what pyenv chooses', () => {
    const behind = (variables = {}) => behindShim(context(variables), absolutePath('/e/shims/python'))
    expect(behind()).toBe('/e/versions/3.11.7/bin/python')
    files.writeAtomic(absolutePath('/p/.python-version'), '3.9.1\n')
    expect(behind()).toBe('/e/versions/3.9.1/bin/python')
    expect(behind({ PYENV_VERSION: '3.11.7:3.9.1' })).toBe('/e/versions/3.11.7/bin/python')
    expect(behind({ PYENV_VERSION: '../x' })).toBe('/e/shims/python')
    expect(behind({ PYENV_VERSION: '3.10' })).toBe('/e/shims/python')
  })
})
