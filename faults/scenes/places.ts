import type { FaultProject } from '../project.ts'
import { added, type Material, onOtherBranch, type Scene, writeData } from '../scene.ts'

/** Data that gets another place, or none any more. */
export function placeScenes(material: Material): readonly Scene[] {
  const prepare = (project: FaultProject) => added(project, material)
  const twoDirectories = async (project: FaultProject) => {
    await prepare(project)
    project.write('other/o', 'other\n')
    await project.run(['add', 'other'])
  }
  const otherBranch = (project: FaultProject) => onOtherBranch(project, material)
  const linked = async (project: FaultProject) => {
    writeData(project, material)
    await project.run(['config', 'cache.type', 'symlink'])
    await project.run(['add', 'data'])
  }
  return [
    { name: 'move', prepare, words: ['move', 'data', 'moved'], whenDone: /Unable to find DVC file with output 'data'/ },
    {
      name: 'move of a part',
      prepare,
      words: ['move', 'data/f1', 'data/deep/er/f1'],
      whenDone: /Unable to find DVC file with output 'data\/f1'/,
    },
    {
      name: 'move between directories',
      prepare: twoDirectories,
      words: ['move', 'data/f1', 'other/f1'],
      whenDone: /Unable to find DVC file with output 'data\/f1'/,
    },
    {
      name: 'remove',
      prepare: linked,
      words: ['remove', 'data.dvc'],
      whenDone: /'data\.dvc' does not exist as a stage or a \.dvc file/,
    },
    {
      name: 'remove with the data',
      prepare,
      words: ['remove', 'data.dvc', '--outs'],
      whenDone: /'data\.dvc' does not exist as a stage or a \.dvc file/,
    },
    {
      name: 'remove of a part',
      prepare,
      words: ['remove', 'data/f1', '--outs'],
      whenDone: /'data\/f1' is not recorded in 'data'/,
    },
    { name: 'checkout of another branch', prepare: otherBranch, words: ['checkout'] },
    { name: 'unprotect', prepare: linked, words: ['unprotect', 'data'] },
  ]
}
