import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import type { FaultProject } from '../project.ts'
import { added, type Material, type Scene, smallContent, withRemote, writeData } from '../scene.ts'

/** The project itself: its end, its settings, and its form of earlier days. */
export function settingsScenes(material: Material): readonly Scene[] {
  const prepare = (project: FaultProject) => added(project, material)
  const withSettings = async (project: FaultProject) => {
    await withRemote(project, material)
    const before = fs.readFileSync(project.at('project/.dvc/config'), 'utf8')
    project.write('.dvc/config', `# ours\n${before}[cache]\n    type = copy # for now\n`)
  }
  const twoVersions = async (project: FaultProject) => {
    await prepare(project)
    const versionOf = (files: readonly number[]) => manifestWith(project, files)
    project.write('ancestor', versionOf([1, 2]))
    project.write('ours', versionOf([1, 2, 3]))
    project.write('theirs', versionOf([1, 2, 4]))
  }
  const merge = 'git-hook merge-driver --ancestor ancestor --our ours --their theirs --path data.dvc'
  const isSet = { prepare: withSettings }
  return [
    { name: 'init', prepare: async (project) => empty(project), words: ['init'], whenDone: /'.dvc' exists/ },
    { name: 'config', ...isSet, words: ['config', 'cache.type', 'hardlink,copy'] },
    { name: 'remote add', ...isSet, words: ['remote', 'add', '-f', 'other', '../other'] },
    {
      name: 'remote rename',
      ...isSet,
      words: ['remote', 'rename', 'store', 'shelf'],
      whenDone: /'shelf' already exists/,
    },
    { name: 'remote remove', ...isSet, words: ['remote', 'remove', 'store'], whenDone: /doesn't exist/ },
    { name: 'destroy', prepare, words: ['destroy', '-f'], whenDone: /you are not inside of a DVC repository/ },
    {
      name: 'cache migrate',
      prepare: (project) => asBefore3(project, material),
      words: ['cache', 'migrate', '--dvc-files'],
    },
    { name: 'merge-driver', prepare: twoVersions, words: merge.split(' ') },
    { name: 'add to a remote', prepare: withSource(material), words: ['add', '../source/data', '--to-remote'] },
  ]
}

/** No project yet, only its repository. */
function empty(project: FaultProject): void {
  project.git(['rm', '-rqf', '.'])
  fs.rmSync(project.at('project/.dvc'), { recursive: true, force: true })
}

function withSource(material: Material) {
  return async (project: FaultProject) => {
    await project.run(['remote', 'add', '-d', 'store', '../store'])
    writeData(project, material, 'source')
  }
}

/** Data as DVC 2 has recorded and kept it. */
async function asBefore3(project: FaultProject, { files }: Material): Promise<void> {
  for (let i = 0; i < files; i++) {
    const bytes = smallContent(i)
    const hash = md5(bytes)
    project.write(`f${i}`, bytes)
    project.write(`.dvc/cache/${hash.slice(0, 2)}/${hash.slice(2)}`, bytes)
    project.write(`f${i}.dvc`, `outs:\n- md5: ${hash}\n  size: ${bytes.length}\n  path: f${i}\n`)
  }
}

/** The text of a `.dvc` file that stands for some of the files; their manifest is put into the cache. */
function manifestWith(project: FaultProject, numbers: readonly number[]): string {
  const entries = numbers.map((i) => `{"md5": "${md5(smallContent(i))}", "relpath": "f${i}"}`)
  const manifest = `[${entries.join(', ')}]`
  const hash = `${md5(manifest)}.dir`
  project.write(`.dvc/cache/files/md5/${hash.slice(0, 2)}/${hash.slice(2)}`, manifest)
  const bytes = numbers.reduce((sum, i) => sum + smallContent(i).length, 0)
  return `outs:\n- md5: ${hash}\n  size: ${bytes}\n  nfiles: ${numbers.length}\n  hash: md5\n  path: data\n`
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('hex')
}
