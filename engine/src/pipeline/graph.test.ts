import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type RepoPath, repoPath } from '../foundation/base/index.ts'
import { buildGraph, examineGraph, type GraphNode } from './graph.ts'
import { planScope, planStages } from './plan.ts'

function stage(address: string, dependencies: string[], outputs: string[], isFrozen = false): GraphNode {
  return {
    address,
    file: 'dvc.yaml' as RepoPath,
    dependencies: dependencies.map(repoPath),
    outputs: outputs.map((path) => ({ path: repoPath(path) })),
    isFrozen,
  }
}

const names = (nodes: readonly GraphNode[]) => nodes.map(({ address }) => address)

describe('the graph', () => {
  it.each([
    ['is', 'data', 'data'],
    ['lies inside', 'data/a/b', 'data'],
    ['contains', 'data', 'data/a/b'],
    ['is the root above', '.', 'data'],
  ])('lets a stage wait for the maker of an output that its dependency %s', (_, dependency, output) => {
    const make = stage('make', [], [output])
    const use = stage('use', [dependency], ['result'])
    const graph = dependency === '.' ? buildGraph([make, { ...use, outputs: [] }]) : buildGraph([use, make])
    expect(names(graph.producersOf(graph.nodes.find(({ address }) => address === 'use') as GraphNode))).toEqual([
      'make',
    ])
    expect(names(graph.consumersOf(make))).toEqual(['use'])
  })

  it('does not take a common beginning of names for a directory', () => {
    const graph = buildGraph([stage('make', [], ['data']), stage('use', ['data2', 'dat'], [])])
    expect(graph.producersOf(graph.nodes[1] as GraphNode)).toEqual([])
  })

  it('knows who makes a path', () => {
    const graph = buildGraph([stage('make', [], ['data'])])
    expect(graph.makerOf(repoPath('data/x'))?.address).toBe('make')
    expect(graph.makerOf(repoPath('other'))).toBeUndefined()
  })

  it('refuses an output that two stages make', () => {
    expect(() => buildGraph([stage('a', [], ['y']), stage('b', [], ['y'])])).toThrow(
      "output 'y' is specified in:\n\t- b\n\t- a",
    )
  })

  it('names only the other stage when one is being added', () => {
    const adding = stage('b', [], ['y'])
    expect(() => buildGraph([stage('a', [], ['y']), adding], { adding })).toThrow(
      "output 'y' is already specified in stage: 'a'.",
    )
  })

  it.each([
    [['sub'], ['sub/y']],
    [['sub/y'], ['sub']],
  ])('refuses outputs inside each other: %s and %s', (first, second) => {
    expect(() => buildGraph([stage('a', [], first), stage('b', [], second)])).toThrow(
      /^The output paths:\n'sub'\('[ab]'\)\n'sub\/y'\('[ab]'\)\noverlap and are thus in the same tracked directory\.$/,
    )
  })

  it('tells all that is wrong at once', () => {
    const nodes = [
      stage('a', ['z'], ['x']),
      stage('b', ['x'], ['z']),
      stage('c', [], ['y']),
      stage('d', [], ['y', 'y/in']),
      stage('e', ['e'], ['e']),
    ]
    const { mistakes } = examineGraph(nodes)
    expect(mistakes.map((mistake) => [mistake.kind, mistake.path, names(mistake.nodes)])).toEqual([
      ['overlap', 'y', ['d', 'c']],
      ['overlap', 'y/in', ['d', 'c']],
      ['circle', undefined, ['a', 'b']],
      ['circle', undefined, ['e']],
    ])
    expect(() => buildGraph(nodes)).toThrow(/^output 'y' is specified in:\n\t- d\n\t- c\nUse/)
  })

  it('refuses a stage file inside an output', () => {
    const inside = { ...stage('x', [], []), file: 'dir/dvc.yaml' as RepoPath }
    expect(() => buildGraph([stage('a', [], ['dir']), inside])).toThrow(
      "stage: 'x' is within an output 'dir' of another stage",
    )
  })

  it('refuses circles, also of one stage', () => {
    expect(() =>
      buildGraph([stage('a', ['z'], ['x']), stage('b', ['x'], ['y']), stage('c', ['y'], ['z']), stage('d', ['z'], [])]),
    ).toThrow('Same item(s) are defined as both a dependency and an output in stages: a, b, c.')
    expect(() => buildGraph([stage('a', ['x/y'], ['x'])])).toThrow('both a dependency and an output in stage: a.')
  })

  it('writes places as the person sees them', () => {
    const wording = {
      path: (path: string) => `../${path}`,
      address: ({ address }: GraphNode) => `../dvc.yaml:${address}`,
    }
    expect(() => buildGraph([stage('a', [], ['y']), stage('b', [], ['y'])], wording)).toThrow(
      "output '../y' is specified in:\n\t- ../dvc.yaml:b\n\t- ../dvc.yaml:a",
    )
  })

  it('takes a chain that is longer than the stack is deep', () => {
    const nodes = Array.from({ length: 12_000 }, (_, i) => stage(`s${i}`, [`d/${i}`], [`d/${i + 1}`])).reverse()
    const plan = planStages(buildGraph(nodes), { targets: [nodes[0] as GraphNode] })
    expect(names(plan).slice(0, 2)).toEqual(['s0', 's1'])
    expect(plan).toHaveLength(12_000)
  })
})

describe('the plan', () => {
  // prepare → train → report, and apart from them: other
  const prepare = stage('prepare', ['raw'], ['clean'])
  const train = stage('train', ['clean'], ['model'])
  const report = stage('report', ['model'], ['page'])
  const other = stage('other', [], ['x'])
  const nodes = [report, other, train, prepare]

  it.each([
    ['all that a target depends on', { targets: [train] }, 'prepare train'],
    ['each stage once', { targets: [train, train, prepare] }, 'prepare train'],
    ['the whole graph without a target', { targets: [] }, 'prepare train report other'],
    [
      'just the targets, in their order',
      { targets: [train, report, prepare], scope: planScope({ singleItem: true }) },
      'train report prepare',
    ],
    ['a target and what follows from it', { targets: [train], scope: planScope({ downstream: true }) }, 'train report'],
    [
      'everything connected with a target',
      { targets: [prepare], scope: planScope({ pipeline: true, downstream: true }) },
      'prepare train report',
    ],
    [
      'the whole graph on demand',
      { targets: [prepare], scope: planScope({ allPipelines: true, singleItem: true }) },
      'prepare train report other',
    ],
  ])('holds %s', (_, request, expected) => {
    expect(names(planStages(buildGraph(nodes), request)).join(' ')).toBe(expected)
  })

  it('goes no further up than a frozen stage', () => {
    const frozen = { ...train, isFrozen: true }
    expect(names(planStages(buildGraph([report, frozen, prepare]), { targets: [report] }))).toEqual(['train', 'report'])
  })

  it('always puts producers before consumers and holds every stage once', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.nat(), { maxLength: 3 }), { maxLength: 20 }), fc.nat(), (reads, shift) => {
        const made = reads.map((picks, i) =>
          stage(`s${i}`, i === 0 ? [] : picks.map((pick) => `o${pick % i}`), [`o${i}`]),
        )
        const rotated = made.map((_, i) => made[(i * 7 + shift) % made.length] as GraphNode)
        const unique = [...new Set(rotated)]
        const graph = buildGraph(unique)
        const plan = planStages(graph, { targets: [] })
        expect(new Set(plan)).toEqual(new Set(unique))
        const place = new Map(plan.map((node, index) => [node, index]))
        for (const node of plan)
          for (const producer of graph.producersOf(node)) expect(place.get(producer)).toBeLessThan(place.get(node) ?? 0)
      }),
    )
  })
})
