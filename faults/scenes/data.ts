import type { FaultProject } from '../project.ts'
import { added, type Material, type Scene, withRemote, writeData } from '../scene.ts'

const pipeline = `stages:
  one:
    cmd: sleep 0.05 && cat data/f1 > one.txt
    deps:
    - data
    outs:
    - one.txt
  two:
    cmd: mkdir -p two && for i in 1 2 3 4 5; do cat one.txt > two/$i; done
    deps:
    - one.txt
    outs:
    - two
`

/** Data into the cache, to the remote, and back. */
export function dataScenes(material: Material): readonly Scene[] {
  const withoutData = async (project: FaultProject) => {
    await added(project, material)
    for (let i = 0; i < material.files; i += 2) project.removeFile(`data/f${i}`)
    project.removeFile('data/large')
  }
  const pushed = async (project: FaultProject) => {
    await withRemote(project, material)
    await project.run(['push'])
    project.removeFolder('.dvc/cache')
    project.removeFolder('data')
  }
  const edited = async (project: FaultProject) => {
    await added(project, material)
    project.write('data/f1', 'edited')
  }
  const withPipeline = async (project: FaultProject) => {
    await added(project, material)
    project.write('dvc.yaml', pipeline)
  }
  const linked = async (project: FaultProject) => {
    writeData(project, material)
    await project.run(['config', 'cache.type', 'symlink'])
  }
  return [
    { name: 'add', prepare: async (project) => writeData(project, material), words: ['add', 'data'] },
    { name: 'add with links', prepare: linked, words: ['add', 'data'] },
    { name: 'add of a part', prepare: edited, words: ['add', 'data/f1'] },
    { name: 'checkout', prepare: withoutData, words: ['checkout'] },
    { name: 'commit', prepare: edited, words: ['commit', '-f'] },
    { name: 'push', prepare: (project) => withRemote(project, material), words: ['push'] },
    { name: 'pull', prepare: pushed, words: ['pull'] },
    { name: 'repro', prepare: withPipeline, words: ['repro'] },
  ]
}
