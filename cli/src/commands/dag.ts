import { pipelineGraph } from '@sterna/engine'
import { command, flag, optionalWord } from '../shell/command.ts'
import { asciiGraph } from '../show/ascii-graph.ts'
import { warningsTo } from '../show/events.ts'
import { dotLines, mermaidLines } from '../show/graph.ts'

export const dag = command({
  name: 'dag',
  summary: 'Draw how the stages depend on each other.',
  takes: {
    target: optionalWord('target', 'A stage or output; it is drawn with everything it depends on.'),
    dot: flag('--dot', 'In the language of Graphviz.'),
    mermaid: flag('--mermaid', 'In the language of Mermaid.'),
    markdown: flag('--md', 'Mermaid in a markdown block.'),
    full: flag('--full', 'The whole pipeline that the target belongs to.'),
    outputs: flag('-o, --outs', 'Outputs instead of stages.'),
    collapsed: flag('--collapse-foreach-matrix', 'A foreach or matrix stage as one.'),
  },
  failureExit: 255,
  run: async ({ target, full, outputs, collapsed }, { session, signal, report }) =>
    pipelineGraph(
      await session.project(),
      { target, isFull: full, ofOutputs: outputs, isCollapsed: collapsed },
      { signal, report: warningsTo(session, report) },
    ),
  show: (graph, { dot, mermaid, markdown }) => {
    if (dot) return dotLines(graph)
    if (markdown) return ['```mermaid', ...mermaidLines(graph), '```']
    return mermaid ? mermaidLines(graph) : asciiGraph(graph)
  },
})
