import type { FaultCase } from './fault-case.ts'
import { onMount } from './mount.ts'
import { type Ended, FaultProject } from './project.ts'

/** A full disk, and places that cannot be written: a clear error, nothing lost, and it works once there is room. */
export function badPlaces(): FaultCase[] {
  return [
    onMount('a full disk during add', 'size=8m', fullDisk),
    onMount('a cache that cannot be written', 'ro', readOnlyCache),
    onMount('a remote that cannot be written', 'ro', readOnlyRemote),
  ]
}

async function fullDisk(disk: string): Promise<string | undefined> {
  const project = await FaultProject.create(disk)
  project.write('data', Buffer.alloc(5 * 1024 * 1024, 'x'))
  const before = project.snapshot().files
  const refused = await project.run(['add', 'data'])
  const after = project.snapshot()
  if (refused.status === 0 || !/No space left/.test(refused.stderr)) return `it says: ${refused.stderr}`
  if (after.corrupt.length > 0 || after.files.get('project/data') !== before.get('project/data'))
    return 'data was damaged'
  return after.files.has('project/data.dvc') ? 'a .dvc file stands for data that is not kept' : undefined
}

function readOnlyCache(place: string): Promise<string | undefined> {
  return inProject(async (project) => {
    project.write('data', 'x\n')
    project.write('.dvc/config', `[cache]\n    dir = ${place}/cache\n`)
    return isRefused(await project.run(['add', 'data']))
  })
}

function readOnlyRemote(place: string): Promise<string | undefined> {
  return inProject(async (project) => {
    project.write('data', 'x\n')
    await project.run(['add', 'data'])
    await project.run(['remote', 'add', '-d', 'store', `${place}/store`])
    return isRefused(await project.run(['push']))
  })
}

/** What is wrong with what was said of a place that can only be read. */
function isRefused({ status, stderr }: Ended): string | undefined {
  const isClear =
    status !== 0 && /read-only/.test(stderr) && !/ {4}at /.test(stderr) && !/unexpected error/.test(stderr)
  return isClear ? undefined : `exit code ${status}, it says: ${stderr}`
}

async function inProject(judge: (project: FaultProject) => Promise<string | undefined>): Promise<string | undefined> {
  const project = await FaultProject.create()
  try {
    return await judge(project)
  } finally {
    project.remove()
  }
}
