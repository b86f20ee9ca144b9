import {
  anyList,
  anyMapping,
  anyOf,
  anything,
  flag,
  listOf,
  mapping,
  mappingOf,
  nothing,
  type Shape,
  text,
} from '../../foundation/schema/index.ts'

const annotations = { desc: text, type: text, labels: listOf(text), meta: anything }

const outputFlags = {
  ...annotations,
  cache: flag,
  persist: flag,
  checkpoint: flag,
  remote: text,
  push: flag,
}

/** The properties of a plot that an output of a stage can have. */
export const plotFields = {
  template: text,
  x: text,
  y: text,
  x_label: text,
  y_label: text,
  title: text,
  header: flag,
}

const plotFlags = mapping({ ...outputFlags, ...plotFields })
const outputs = listOf(anyOf(text, mappingOf(mapping(outputFlags))))
const vars = listOf(anyOf(anyMapping, text))

const stage = mapping(
  {
    matrix: mappingOf(anyOf(text, anyList)),
    cmd: anyOf(text, anyList),
    wdir: text,
    deps: listOf(text),
    params: listOf(anyOf(text, anyMapping)),
    vars,
    frozen: flag,
    meta: anything,
    desc: text,
    always_changed: flag,
    outs: outputs,
    metrics: outputs,
    plots: listOf(anyOf(text, mappingOf(anyOf(plotFlags, listOf(plotFlags))))),
  },
  ['cmd'],
)

const group = mapping({ foreach: anyOf(anyMapping, anyList, text), do: stage }, ['foreach', 'do'])

const stageOrGroup: Shape = (value) => {
  const isGroup = value instanceof Map && (value.has('foreach') || value.has('do'))
  return isGroup ? group(value) : stage(value)
}

const plotDefinition = mapping({
  x: anyOf(text, mappingOf(text)),
  y: anyOf(text, listOf(text), mappingOf(anyOf(text, listOf(text)))),
  x_label: text,
  y_label: text,
  title: text,
  template: text,
})

/** The lists of a stage that name what it makes. */
export const outputLists = ['outs', 'metrics', 'plots'] as const

/** The whole `dvc.yaml`, as it is before any `${…}` is replaced. */
export const definitionShape = mapping({
  datasets: anything,
  plots: listOf(anyOf(text, mappingOf(anyOf(plotDefinition, nothing)))),
  stages: mappingOf(stageOrGroup),
  vars,
  params: listOf(text),
  metrics: listOf(text),
  artifacts: mappingOf(mapping({ path: text, ...annotations }, ['path'])),
})
