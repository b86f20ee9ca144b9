import type { FaultProject } from '../project.ts'
import { added, type Material, type Scene, writeData } from '../scene.ts'

/** Data that comes from elsewhere. */
export function importScenes(material: Material): readonly Scene[] {
  const besideFolder = async (project: FaultProject) => writeData(project, material, 'source')
  const besideProject = async (project: FaultProject) => {
    await project.begin('other')
    await added(project, material, 'other')
    commit(project)
  }
  const importedUrl = async (project: FaultProject) => {
    await besideFolder(project)
    await project.run(['import-url', '../source/data'])
    project.write('data/f1', 'edited', 'source')
  }
  const imported = async (project: FaultProject) => {
    await besideProject(project)
    await project.run(['import', '../other', 'data'])
    project.write('data/f1', 'edited', 'other')
    await project.run(['add', 'data'], 'other')
    commit(project)
  }
  const whenDone = /already exists locally/
  return [
    { name: 'import-url', prepare: besideFolder, words: ['import-url', '../source/data'], whenDone },
    { name: 'import', prepare: besideProject, words: ['import', '../other', 'data'], whenDone },
    { name: 'update from a path', prepare: importedUrl, words: ['update', 'data.dvc'] },
    { name: 'update from a repository', prepare: imported, words: ['update', 'data.dvc'] },
  ]
}

function commit(project: FaultProject): void {
  project.git(['add', '-A'], 'other')
  project.git(['commit', '-qm', 'data'], 'other')
}
