import type { FaultProject } from '../project.ts'
import type { Scene } from '../scene.ts'

const chains = 4
const length = 3

/** What brings stages up to date: chains of short stages that do not need each other, with outputs from before. */
export function pipelineScenes(): readonly Scene[] {
  const changedInputs = async (project: FaultProject) => {
    writePipeline(project, 'first')
    await project.run(['repro'])
    project.write('in', 'second')
  }
  const neverRun = async (project: FaultProject) => writePipeline(project, 'first')
  return [
    { name: 'repro', prepare: neverRun, words: ['repro'] },
    { name: 'repro -j', prepare: neverRun, words: ['repro', '-j', '4'] },
    { name: 'repro of changes', prepare: changedInputs, words: ['repro'] },
    { name: 'repro -j of changes', prepare: changedInputs, words: ['repro', '-j', '4'] },
  ]
}

function writePipeline(project: FaultProject, content: string): void {
  project.write('in', content)
  const stages = Array.from({ length: chains * length }, (_, i) => {
    const [chain, step] = [i % chains, Math.floor(i / chains)]
    const input = step === 0 ? 'in' : `out${chain}-${step - 1}`
    const output = `out${chain}-${step}`
    const command = `cat ${input} > ${output}; sleep 0.02; echo ${i} >> ${output}`
    return `  s${i}:\n    cmd: ${command}\n    deps: [${input}]\n    outs: [${output}]\n`
  })
  project.write('dvc.yaml', `stages:\n${stages.join('')}`)
}
