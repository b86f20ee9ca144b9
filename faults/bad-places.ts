import { execFileSync, spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { FaultProject, type FaultResult } from './project.ts'

/** A full disk, and places that cannot be written: a clear error, nothing lost, and it works once there is room. */
export async function badPlaces(): Promise<FaultResult[]> {
  return [fullDisk(), readOnlyCache(), readOnlyRemote()]
}

const diskMegabytes = 8

function fullDisk(): FaultResult {
  const name = 'a full disk during add'
  const disk = fs.mkdtempSync(path.join(os.tmpdir(), 'disk-'))
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${diskMegabytes}m`, 'tmpfs', disk]).status !== 0) {
    return skipped(name, disk)
  }
  try {
    const project = new FaultProject(disk)
    project.write('data', Buffer.alloc(5 * 1024 * 1024, 'x'))
    const before = project.snapshot().files
    const refused = project.run('add', 'data')
    const after = project.snapshot()
    if (refused.status === 0 || !/No space left/.test(refused.stderr))
      return { name, mistake: `it says: ${refused.stderr}` }
    if (after.corrupt.length > 0 || after.files.get('project/data') !== before.get('project/data'))
      return { name, mistake: 'data was damaged' }
    if (after.files.has('project/data.dvc')) return { name, mistake: 'a .dvc file stands for data that is not kept' }
    return { name, mistake: undefined }
  } finally {
    execFileSync('umount', [disk])
    fs.rmdirSync(disk)
  }
}

function readOnlyCache(): FaultResult {
  return refusal('a cache that cannot be written', (project, place) => {
    project.write('data', 'x\n')
    project.write('.dvc/config', `[cache]\n    dir = ${place}/cache\n`)
    return project.run('add', 'data')
  })
}

function readOnlyRemote(): FaultResult {
  return refusal('a remote that cannot be written', (project, place) => {
    project.write('data', 'x\n')
    project.run('add', 'data')
    project.run('remote', 'add', '-d', 'store', `${place}/store`)
    return project.run('push')
  })
}

/** What the command says about a place on a file system that is mounted for reading only. */
function refusal(
  name: string,
  act: (project: FaultProject, place: string) => { status: number | null; stderr: string },
): FaultResult {
  const place = fs.mkdtempSync(path.join(os.tmpdir(), 'read-only-'))
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'ro', 'tmpfs', place]).status !== 0) return skipped(name, place)
  const project = new FaultProject()
  try {
    const { status, stderr } = act(project, place)
    const isClear =
      status !== 0 && /read-only/.test(stderr) && !/ {4}at /.test(stderr) && !/unexpected error/.test(stderr)
    return { name, mistake: isClear ? undefined : `exit code ${status}, it says: ${stderr}` }
  } finally {
    project.remove()
    execFileSync('umount', [place])
    fs.rmdirSync(place)
  }
}

function skipped(name: string, place: string): FaultResult {
  fs.rmdirSync(place)
  console.log(`skipped: ${name} (this user may not mount a file system)`)
  return { name, mistake: undefined }
}
