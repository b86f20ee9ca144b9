import { execFileSync, spawnSync } from 'node:child_process'
import type { FaultCase } from '../fault-case.ts'
import { onMount } from '../mount.ts'
import { type Ended, FaultProject } from '../project.ts'
import { brokenRefs } from './state.ts'

const definition = `stages:
  train:
    cmd: cat params.yaml big > model
    deps: [big]
    params: [lr]
    outs: [model]
`
const makers = ['exp run -n e -S lr=2', 'exp run --temp -n e -S lr=2', 'exp run --queue -n e -S lr=2']

/** Experiments where the disk is full, and where nothing can be written: a clear error, nothing lost, and it works once it can. */
export function experimentsInBadPlaces(): FaultCase[] {
  const full = makers
    .slice(0, 2)
    .map((line) => onMount(`experiments: a full disk during ${line}`, 'size=12m', (disk) => onFullDisk(disk, line)))
  const readOnly = ['project/.git', 'project'].flatMap((folder) =>
    [...makers, 'exp remove old', 'exp rename old new', 'queue start'].map((line) => ({
      name: `experiments: ${line}, where ${folder} cannot be written`,
      judge: () => inReadOnly(folder, line),
    })),
  )
  return [...full, ...readOnly]
}

async function onFullDisk(disk: string, line: string): Promise<string | undefined> {
  const project = await begun(await FaultProject.create(disk))
  project.write('filler', Buffer.alloc(7 << 20, 'x'))
  const refused = await project.run(line.split(' '))
  if (refused.status === 0) return 'it had room'
  const mistake = unclear(refused, /No space left|failed to run|unable to write file/i) ?? brokenRefs(project)
  if (mistake) return mistake
  if (refs(project) !== 'old') return `half an experiment: ${refs(project)}`
  project.removeFile('filler')
  const again = await project.run(line.split(' '))
  return again.status === 0 ? undefined : `fails with room: ${again.stderr}`
}

async function inReadOnly(folder: string, line: string): Promise<string | undefined> {
  const project = await begun(await FaultProject.create())
  const place = project.at(folder)
  try {
    if (!mountReadOnly(place)) {
      console.log(`skipped: ${line} in a read-only ${folder} (this user may not mount a file system)`)
      return undefined
    }
    const before = project.snapshot().files.get('project/params.yaml')
    const refused = await project.run(line.split(' '))
    const shown = await project.run(['exp', 'show', '--csv'])
    execFileSync('umount', [place])
    if (shown.status !== 0) return `exp show fails: ${shown.stderr}`
    if (line === 'queue start' && refused.status === 0) return undefined
    if (refs(project) !== 'old') return `another experiment: ${refs(project)}`
    if (project.snapshot().files.get('project/params.yaml') !== before) return 'params.yaml is not what it was'
    return unclear(refused, /read-only|Nobody could be started/i)
  } finally {
    spawnSync('umount', [place])
    project.remove()
  }
}

function mountReadOnly(place: string): boolean {
  if (spawnSync('mount', ['--bind', place, place]).status !== 0) return false
  return spawnSync('mount', ['-o', 'remount,ro,bind', place]).status === 0
}

async function begun(project: FaultProject): Promise<FaultProject> {
  project.write('dvc.yaml', definition)
  project.write('params.yaml', 'lr: 0\n')
  project.write('big', Buffer.alloc(2 << 20, 'b'))
  project.git(['add', '--all'])
  project.git(['commit', '--quiet', '-m', 'begin'])
  const { status, stderr } = await project.run(['exp', 'run', '--queue', '-n', 'queued', '-S', 'lr=1'])
  const made = await project.run(['exp', 'run', '--temp', '-n', 'old', '-S', 'lr=9'])
  if (status !== 0 || made.status !== 0) throw new Error(`${stderr}${made.stderr}`)
  return project
}

function refs(project: FaultProject): string {
  return project.git(['for-each-ref', '--format=%(refname:lstrip=4)', 'refs/exps/*/*/*']).trim()
}

/** What is wrong with what was said. */
function unclear({ status, stderr }: Ended, words: RegExp): string | undefined {
  const isClear = status !== 0 && words.test(stderr) && !/ {4}at |unexpected error/.test(stderr)
  return isClear ? undefined : `exit code ${status}, it says: ${stderr}`
}
