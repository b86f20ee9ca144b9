import { describe, expect, it } from 'vitest'
import { collapseGroups, componentsOf, type NameGraph, partAround } from './name-graph.ts'

const graph: NameGraph = {
  nodes: ['raw.dvc', 'train@a', 'train@b', 'alone', 'report'],
  edges: [
    ['raw.dvc', 'train@a'],
    ['raw.dvc', 'train@b'],
    ['train@a', 'report'],
    ['train@b', 'report'],
  ],
}

describe('a graph of names', () => {
  it('is cut down to what a target needs', () => {
    expect(partAround(graph, ['train@a'], false)).toEqual({
      nodes: ['raw.dvc', 'train@a'],
      edges: [['raw.dvc', 'train@a']],
    })
  })

  it('is cut down to what a target is connected with', () => {
    expect(partAround(graph, ['train@a'], true).nodes).toEqual(['raw.dvc', 'train@a', 'train@b', 'report'])
  })

  it('shows a group as one node', () => {
    expect(collapseGroups(graph)).toEqual({
      nodes: ['raw.dvc', 'alone', 'report', 'train'],
      edges: [
        ['raw.dvc', 'train'],
        ['train', 'report'],
      ],
    })
  })

  it('falls apart into what is connected', () => {
    expect(componentsOf(graph)).toEqual([['raw.dvc', 'train@a', 'train@b', 'report'], ['alone']])
  })
})
