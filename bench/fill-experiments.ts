import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import * as path from 'node:path'

export interface ExperimentsShape {
  readonly experiments: number
  readonly params: number
  readonly metrics: number
}

/** A commit with a pipeline of one stage, and so many experiments on it, each with its own parameters, metrics and lock file. */
export function fillExperiments(directory: string, shape: ExperimentsShape): void {
  for (const [name, text] of filesOf(0, shape)) fs.writeFileSync(path.join(directory, name), text)
  fs.writeFileSync(path.join(directory, 'dvc.yaml'), definition)
  fs.writeFileSync(path.join(directory, 'raw.csv'), 'raw\n')
  const git = (words: readonly string[], input?: string) =>
    execFileSync('git', words, {
      cwd: directory,
      encoding: 'utf8',
      stdio: 'pipe',
      env: identity,
      ...(input && { input }),
    })
  git(['add', '-A'])
  git(['commit', '-q', '-m', 'baseline'])
  const baseline = git(['rev-parse', 'HEAD']).trim()
  git(['fast-import', '--quiet'], importText(baseline, shape))
}

const identity = {
  ...process.env,
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.org',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.org',
}

const definition = `stages:
  train:
    cmd: python train.py
    deps:
    - raw.csv
    params:
    - p0
    outs:
    - model.bin
    metrics:
    - metrics.json:
        cache: false
`

function importText(baseline: string, shape: ExperimentsShape): string {
  const lines: string[] = []
  for (let i = 1; i <= shape.experiments; i++) {
    lines.push(`commit refs/exps/${baseline.slice(0, 2)}/${baseline.slice(2)}/exp-${i}`)
    lines.push(
      `committer Ada <ada@example.org> ${1_700_000_000 + i} +0000`,
      ...dataLines(`dvc: commit experiment ${i}`),
    )
    lines.push(`from ${baseline}`)
    for (const [name, text] of filesOf(i, shape)) lines.push(`M 100644 inline ${name}`, ...dataLines(text))
    lines.push('')
  }
  return `${lines.join('\n')}\n`
}

function dataLines(text: string): string[] {
  return [`data ${Buffer.byteLength(text)}`, text]
}

function filesOf(i: number, { params, metrics }: ExperimentsShape): [string, string][] {
  const values = Array.from({ length: params }, (_, p) => `p${p}: ${numberOf(i, `p${p}`)}\n`)
  const measured = Object.fromEntries(Array.from({ length: metrics }, (_, m) => [`m${m}`, numberOf(i, `m${m}`)]))
  return [
    ['params.yaml', values.join('')],
    ['metrics.json', JSON.stringify(measured)],
    ['dvc.lock', lockText(i)],
  ]
}

function numberOf(i: number, name: string): number {
  return digest(`${name} ${i}`).readUInt32LE(0) / 2 ** 32
}

function digest(text: string): Buffer {
  return createHash('md5').update(text).digest()
}

function lockText(i: number): string {
  return `schema: '2.0'
stages:
  train:
    cmd: python train.py
    deps:
    - path: raw.csv
      hash: md5
      md5: 2306b4377429730ee03a806cff76e92b
      size: 4
    params:
      params.yaml:
        p0: ${numberOf(i, 'p0')}
    outs:
    - path: metrics.json
      hash: md5
      md5: ${digest(`metrics ${i}`).toString('hex')}
      size: 20
    - path: model.bin
      hash: md5
      md5: ${digest(`model ${i}`).toString('hex')}
      size: 20
`
}
