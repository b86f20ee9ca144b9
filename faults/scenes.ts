import type { FaultProject } from './project.ts'

/** A command, and the project in which it is disturbed. */
export interface Scene {
  readonly name: string
  prepare(project: FaultProject): void
  readonly words: readonly string[]
}

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

/** Every command that writes, on so many small files and a large one. */
export function scenesOf(files: number, largeBytes: number): readonly Scene[] {
  const writeData = (project: FaultProject) => {
    for (let i = 0; i < files; i++) project.write(`data/f${i}`, `file ${i}\n`.repeat(1 + (i % 50)))
    project.write('data/large', Buffer.alloc(largeBytes, 'abcdefg'))
  }
  const added = (project: FaultProject) => {
    writeData(project)
    project.run('add', 'data')
  }
  const withoutData = (project: FaultProject) => {
    added(project)
    for (let i = 0; i < files; i += 2) project.removeFile(`data/f${i}`)
    project.removeFile('data/large')
  }
  const withRemote = (project: FaultProject) => {
    added(project)
    project.run('remote', 'add', '-d', 'store', '../store')
  }
  const pushed = (project: FaultProject) => {
    withRemote(project)
    project.run('push')
    project.removeFolder('.dvc/cache')
    project.removeFolder('data')
  }
  const edited = (project: FaultProject) => {
    added(project)
    project.write('data/f1', 'edited')
  }
  const withPipeline = (project: FaultProject) => {
    added(project)
    project.write('dvc.yaml', pipeline)
  }
  return [
    { name: 'add', prepare: writeData, words: ['add', 'data'] },
    { name: 'checkout', prepare: withoutData, words: ['checkout'] },
    { name: 'commit', prepare: edited, words: ['commit', '-f'] },
    { name: 'push', prepare: withRemote, words: ['push'] },
    { name: 'pull', prepare: pushed, words: ['pull'] },
    { name: 'repro', prepare: withPipeline, words: ['repro'] },
  ]
}
