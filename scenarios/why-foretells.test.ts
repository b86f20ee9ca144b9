import { makeProject, type TestProject } from '@sterna/testkit'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'

/** Stages that read raw files, a parameter and what others make; some make a directory, one is frozen. */
const pipeline = `stages:
  a: {cmd: mkdir -p da && cp raw/* da/, deps: [raw], outs: [da]}
  b: {cmd: cat da/x params.yaml > fb, deps: [da/x], params: [p], outs: [fb]}
  c: {cmd: head -c 1 fb > fc, deps: [fb], outs: [fc]}
  d: {cmd: cat fc raw/y > fd, deps: [fc, raw/y], outs: [fd]}
  e: {cmd: cat da/* > fe, deps: [da], outs: [fe]}
  f: {cmd: cat fe > ff, frozen: true, deps: [fe], outs: [ff]}
  g: {cmd: 'echo > fg', deps: [ff], params: [q], outs: [fg], always_changed: true}
`

type Edit = readonly [file: 'raw/x' | 'raw/y' | 'p' | 'q' | 'fb' | 'fc' | 'da/x' | 'cmd', value: number]

const edits: fc.Arbitrary<Edit> = fc.tuple(
  fc.constantFrom('raw/x', 'raw/y', 'p', 'q', 'fb', 'fc', 'da/x', 'cmd'),
  fc.integer({ min: 0, max: 2 }),
)

function carryOut(project: TestProject, [what, value]: Edit, params: Map<string, number>): void {
  if (what === 'cmd') return project.write({ 'dvc.yaml': pipeline.replace('echo >', `echo ${value} >`) })
  if (what !== 'p' && what !== 'q') return project.write({ [what]: `${value}${what}\n` })
  params.set(what, value)
  return project.write({ 'params.yaml': [...params].map(([key, one]) => `${key}: ${one}\n`).join('') })
}

const happened: readonly (readonly [RegExp, string])[] = [
  [/^Running stage '(\w)'/, 'run'],
  [/^Stage '(\w)' is cached/, 'restore'],
  [/^Stage '(\w)' didn't change/, 'fresh'],
  [/^Verifying outputs in frozen stage: '(\w)'/, 'record'],
]

function outcomes(stdout: string): Map<string, string> {
  const found = stdout.split('\n').flatMap((line) =>
    happened.flatMap(([pattern, outcome]) => {
      const name = pattern.exec(line)?.[1]
      return name === undefined ? [] : [[name, outcome] as const]
    }),
  )
  return new Map(found)
}

interface Told {
  readonly stage: string
  readonly outlook: string
  readonly reasons: readonly { readonly kind: string }[]
}

/** What may come of a stage: a run of which not all inputs are known yet may turn out to be remembered. */
function possible({ outlook, reasons }: Told): string[] {
  if (outlook === 'may-run') return ['run', 'restore', 'fresh']
  const isOpen = outlook === 'run' && reasons.some(({ kind }) => kind === 'upstream')
  return isOpen ? ['run', 'restore'] : [outlook]
}

describe('what why says', () => {
  it('is what repro then does', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(edits, { minLength: 1, maxLength: 2 }), { minLength: 2, maxLength: 5 }), play),
      { numRuns: 6, seed: 7 },
    )
  }, 120_000)
})

async function play(rounds: readonly (readonly Edit[])[]): Promise<void> {
  const files = { 'raw/x': '0', 'raw/y': '0', ff: '', 'params.yaml': 'p: 0\nq: 0\n', 'dvc.yaml': pipeline }
  const project = await makeProject(files)
  const params = new Map([
    ['p', 0],
    ['q', 0],
  ])
  try {
    await project.run('repro')
    for (const round of rounds) {
      for (const edit of round) carryOut(project, edit, params)
      const { stages } = JSON.parse((await project.run('why --json')).stdout) as { readonly stages: readonly Told[] }
      const done = outcomes((await project.run('repro')).stdout)
      for (const told of stages) {
        expect(possible(told), `${told.stage} of ${JSON.stringify(rounds)}`).toContain(done.get(told.stage))
        expect(told.reasons.length > 0, told.stage).toBe(told.outlook !== 'fresh')
      }
    }
  } finally {
    project.remove()
  }
}
