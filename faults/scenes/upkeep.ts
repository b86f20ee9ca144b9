import * as fs from 'node:fs'
import type { FaultProject } from '../project.ts'
import { corrupt, type Material, objectOf, type Scene, smallContent, withRemote } from '../scene.ts'

/** What keeps a cache small and sound. */
export function upkeepScenes(material: Material): readonly Scene[] {
  const withOldObjects = async (project: FaultProject) => {
    await withRemote(project, material)
    await project.run(['push'])
    for (let i = 0; i < material.files; i += 2) project.write(`data/f${i}`, `new ${i}`)
    await project.run(['add', 'data'])
  }
  const afterCollection = async (project: FaultProject) => {
    await withOldObjects(project)
    await project.run(['gc', '-w', '-f'])
  }
  const damaged = async (project: FaultProject) => {
    await withRemote(project, material)
    await project.run(['push'])
    corrupt(objectOf(project, smallContent(1)))
    corrupt(objectOf(project, smallContent(2)))
    project.removeFile('data/f2')
    fs.rmSync(objectOf(project, smallContent(3)))
  }
  return [
    { name: 'gc', prepare: withOldObjects, words: ['gc', '-w', '-f'] },
    { name: 'gc of the remote', prepare: withOldObjects, words: ['gc', '-w', '-c', '-f'] },
    { name: 'gc without the trash', prepare: afterCollection, words: ['gc', '-w', '-f', '--no-trash'] },
    { name: 'gc that puts back', prepare: afterCollection, words: ['gc', '--restore'] },
    { name: 'verify', prepare: damaged, words: ['verify'] },
  ]
}
