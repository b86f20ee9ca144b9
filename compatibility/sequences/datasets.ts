import { commitAll, run, type Sequence, sequence, write } from '../sequence.ts'

const definition = `datasets:
- name: animals
  url: dc://animals@v2
  type: dc
- name: files
  url: s3://bucket/prefix
  type: url
- name: data
  url: https://example.com/repo
  type: dvc
  path: data/x
  rev: main
stages:
  s:
    cmd: echo 1 > o
    deps:
    - ds://animals
    - ds://files
    - ds://data
    - a
    outs: [o]
`
const locked = `schema: '2.0'
datasets:
- name: animals
  url: dc://animals@v2
  type: dc
  version: 2
  created_at: '2024-07-01T12:00:00.123456+00:00'
- name: files
  url: s3://bucket/prefix
  type: url
  meta:
    isdir: true
    size: 7
    nfiles: 2
  files:
  - relpath: b
    meta:
      size: 3
      etag: abc
  - relpath: a
    meta:
      size: 4
      version_id: x1
- name: data
  url: https://example.com/repo
  type: dvc
  path: data/x
  rev: main
  rev_lock: 0123456789012345678901234567890123456789
stages: {}
`

/** Datasets of a dvc.yaml as dependencies of stages. */
export const datasetSequences: readonly Sequence[] = [
  sequence('datasets that were never locked', [
    run('init'),
    commitAll('begin'),
    write({ a: 'a\n', 'dvc.yaml': definition }),
    run('status --json'),
    run('status', 'lines'),
    run('repro'),
    run('stage list', 'lines'),
    run('dag --mermaid', 'lines'),
  ]),
  sequence('datasets that are locked', [
    run('init'),
    commitAll('begin'),
    write({ a: 'a\n', 'dvc.yaml': definition, 'dvc.lock': locked }),
    run('status --json'),
    run('repro', 'lines'),
    run('status --json'),
    run('repro', 'lines'),
    write({ a: 'b\n' }),
    run('repro', 'lines'),
    write({ a: 'a\n' }),
    run('repro', 'lines'),
    run('remove s'),
  ]),
  sequence(
    'datasets whose declaration has changed',
    [
      run('init'),
      commitAll('begin'),
      write({ a: 'a\n', 'dvc.yaml': definition, 'dvc.lock': locked }),
      run('repro'),
      write({ 'dvc.yaml': definition.replace('rev: main', 'rev: other').replace('animals@v2', 'animals@v3') }),
      run('status --json'),
      run('repro'),
      write({ 'dvc.yaml': definition.replace('name: data', 'name: elsewhere') }),
      run('status'),
      run('repro'),
    ],
    [],
    { o: 'DVC deletes outputs before it finds that a dataset is not in sync; we put them back' },
  ),
]
