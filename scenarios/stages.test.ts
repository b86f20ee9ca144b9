import { makeProject } from '@sterna/testkit'
import { describe, expect, it, onTestFinished } from 'vitest'

async function projectWith(files: Record<string, string>) {
  const project = await makeProject(files)
  onTestFinished(() => project.remove())
  return project
}

const stages = 'stages:\n  a:\n    cmd: echo 1 > a\n    outs: [a]\n  g:\n    foreach: [x]\n    do: {cmd: echo}\n'

describe('a person who works on stages', () => {
  it('is told what cannot be frozen, and the rest is', async () => {
    const project = await projectWith({ 'dvc.yaml': stages })
    expect((await project.run('freeze nope a g@x dvc.yaml')).shown).toMatchInlineSnapshot(`
      "Modifying stage 'a' in 'dvc.yaml'
      ERROR: failed to freeze 'nope' - Stage 'nope' not found inside 'dvc.yaml' file
      failed to freeze 'g@x' - cannot dump a parametrized stage: 'g@x'
      failed to freeze 'dvc.yaml' - Stage name not provided for 'dvc.yaml'.
      The names of all stages: sterna stage list --all --name-only"
    `)
  })

  it('is told that no stage matches', async () => {
    const project = await projectWith({ 'dvc.yaml': stages })
    expect((await project.run("repro --glob 'zz*' q?")).shown).toMatchInlineSnapshot(`
      "ERROR: No stage matches 'zz*', 'q?'.
      The names of all stages: sterna stage list --all --name-only"
    `)
  })

  it('is asked before a stage runs, and nobody is there to answer', async () => {
    const project = await projectWith({ 'dvc.yaml': stages })
    expect((await project.run('repro -i a')).shown).toMatchInlineSnapshot(
      `"ERROR: failed to reproduce 'a': reproduction aborted by the user"`,
    )
  })

  it('names a directory that is not there, is none, or lies outside', async () => {
    const project = await projectWith({ 'dvc.yaml': stages, file: '' })
    const shown = []
    for (const wdir of ['nope', 'file', '..'])
      shown.push((await project.run(`stage add -n b -w ${wdir} echo`)).shown.replaceAll('<temp>', ''))
    expect(shown.join('\n')).toMatchInlineSnapshot(`
      "ERROR: stage working dir '/project/nope' does not exist
      Make it first.
      ERROR: stage working dir '/project/file' is not directory
      Name a directory.
      ERROR: stage working dir '' is outside of DVC repo
      Name a directory below /project."
    `)
  })

  it('has a cached output outside of the project refused before anything runs', async () => {
    const project = await projectWith({ 'dvc.yaml': 'stages:\n  s:\n    cmd: echo > ../out\n    outs: [../out]\n' })
    expect((await project.run('repro')).shown).toMatchInlineSnapshot(`
      "ERROR: failed to reproduce 's': Cached output(s) outside of DVC project: ../out.
      See <https://dvc.org/doc/user-guide/pipelines/external-dependencies-and-outputs> for more info."
    `)
  })

  it('is told of datasets that are not declared, not locked, or declared anew', async () => {
    const spec = 'datasets:\n- {name: d, url: "dc://d", type: dc}\n'
    const stage = 'stages:\n  s:\n    cmd: echo\n    deps: [ds://d]\n'
    const lock = (url: string) =>
      `schema: '2.0'\ndatasets:\n- {name: d, url: '${url}', type: dc, version: 1, created_at: '2024-01-01T00:00:00'}\n`
    const undeclared = await projectWith({ 'dvc.yaml': stage })
    const unlocked = await projectWith({ 'dvc.yaml': spec + stage })
    const changed = await projectWith({ 'dvc.yaml': spec + stage, 'dvc.lock': lock('dc://e') })
    const shown = []
    for (const project of [undeclared, unlocked, changed]) shown.push((await project.run('repro')).shown)
    expect(shown.join('\n')).toMatchInlineSnapshot(`
      "ERROR: failed to reproduce 's': dataset not found: 'd'
      Declare it under "datasets" in a dvc.yaml, or take ds://d out of "deps".
      Running stage 's':
      ERROR: failed to reproduce 's': Dataset information missing from dvc.lock file
      Lock it: dvc ds update d
      Running stage 's':
      ERROR: failed to reproduce 's': Dataset information is not in sync. Run 'dvc ds update d' to sync."
    `)
  })

  it('may not ask for outputs and groups in one drawing', async () => {
    const project = await projectWith({ 'dvc.yaml': stages })
    expect((await project.run('dag --outs --collapse-foreach-matrix')).shown).toMatchInlineSnapshot(
      `"ERROR: \`--outs\` and \`--collapse-foreach-matrix\` are mutually exclusive"`,
    )
  })

  it('draws a group as one node, also where its members need each other', async () => {
    const chain =
      'stages:\n  g:\n    foreach: {1: {i: x, o: y}, 2: {i: y, o: z}}\n    do: {cmd: echo, deps: ["${item.i}"], outs: ["${item.o}"]}\n'
    const project = await projectWith({ 'dvc.yaml': chain.replace('1:', 'one:').replace('2:', 'two:') })
    expect((await project.run('dag --collapse-foreach-matrix')).shown).toMatchInlineSnapshot(`"g"`)
    expect((await project.run('dag')).shown).toMatchInlineSnapshot(`
      "g@one
      └─ g@two"
    `)
  })

  it('is told what is wrong with the name of an artifact', async () => {
    const project = await projectWith({ 'dvc.yaml': 'artifacts:\n  m: {path: m}\n' })
    const shown = []
    for (const words of ['m', 'm --rev v1.0.0 --stage prod', 'm --stage prod'])
      shown.push((await project.run(`artifacts get . ${words}`)).shown)
    shown.push((await project.run('artifacts get https://example.com/x m')).shown)
    expect(shown.join('\n')).toMatchInlineSnapshot(`
      "ERROR: failed to get 'm' from '.' - Unable to find artifact 'm'
      Artifacts are declared under "artifacts" in dvc.yaml, and named by annotated tags such as "model@v1.0.0" or "model#prod".
      ERROR: failed to get 'm' from '.' - Artifact version and stage are mutually exclusive.
      ERROR: failed to get 'm' from '.' - Unable to find artifact 'm # prod'
      Artifacts are declared under "artifacts" in dvc.yaml, and named by annotated tags such as "model@v1.0.0" or "model#prod".
      ERROR: failed to get 'm' from 'https://example.com/x' - The tags of 'https://example.com/x' are not read over the network.
      Clone it, and name the clone."
    `)
  })
})
