import * as fs from 'node:fs'
import { difference } from './aftermath.ts'
import type { FaultCase } from './fault-case.ts'
import { onMount } from './mount.ts'
import { FaultProject } from './project.ts'
import { added } from './scene.ts'
import type { Files } from './snapshot.ts'

const material = { files: 4, largeBytes: 2 << 20 }
const lastCall = 60
/** Each takes a third of a second, and few of them come while the old place is taken away. */
const fewestPoints = 15
const room = 'size=32m'

/** A project with a folder that lies on another device. */
export function twoDevices(wanted: number): FaultCase[] {
  const points = Math.max(wanted, fewestPoints)
  return [
    onMount('a move to another device and back', room, thereAndBack),
    onMount('a checkout on another device', room, checkout),
    ...Array.from({ length: points }, (_, i) => 1 + Math.floor((i * lastCall) / points)).map((at) =>
      onMount(`kill at call ${at} of a move to another device`, room, (place) => killedMove(place, at)),
    ),
  ]
}

function thereAndBack(place: string): Promise<string | undefined> {
  return withFolderOn(place, async (project) => {
    const before = project.snapshot().files
    const there = await project.run(['move', 'data', 'elsewhere/data'])
    if (there.status !== 0) return there.stderr
    const back = await project.run(['move', 'elsewhere/data', 'data'])
    return back.status === 0 ? difference(before, project.snapshot().files) : back.stderr
  })
}

function checkout(place: string): Promise<string | undefined> {
  return withFolderOn(place, async (project) => {
    await project.run(['move', 'data', 'elsewhere/data'])
    const before = namesAndSizes(`${place}/data`)
    fs.rmSync(`${place}/data`, { recursive: true })
    const { status, stderr } = await project.run(['checkout'])
    if (status !== 0) return stderr
    return namesAndSizes(`${place}/data`) === before ? undefined : `found ${namesAndSizes(`${place}/data`)}`
  })
}

async function killedMove(place: string, at: number): Promise<string | undefined> {
  const words = ['move', 'data', 'elsewhere/data']
  return withFolderOn(place, async (project) => {
    const expected = project.snapshot().files
    await project.runWith({ FAULT_KIND: 'kill', FAULT_AT: String(at) }, words)
    const { status, stderr } = await project.run(words)
    if (status !== 0 && !/Unable to find DVC file with output 'data'/.test(stderr)) return `again: ${stderr}`
    const found = new Map([...project.snapshot().files].map(([name, hash]) => [asBefore(name), hash]))
    return difference(withoutRecords(expected), withoutRecords(found))
  })
}

function asBefore(name: string): string {
  return name.replace(/^project\/elsewhere\/data/, 'project/data')
}

/** What is recorded of the data says where it is. */
function withoutRecords(files: Files): Files {
  return new Map([...files].filter(([name]) => !/\.dvc$|\.gitignore$/.test(name)))
}

function namesAndSizes(directory: string): string {
  const names = fs.readdirSync(directory).sort()
  return names.map((name) => `${name} ${fs.statSync(`${directory}/${name}`).size}`).join(', ')
}

async function withFolderOn(
  place: string,
  judge: (project: FaultProject) => Promise<string | undefined>,
): Promise<string | undefined> {
  const project = await FaultProject.create()
  try {
    await added(project, material)
    await bindMount(place, project)
    return await judge(project)
  } finally {
    await project.runProgram('umount', ['elsewhere'], 'project')
    project.remove()
  }
}

async function bindMount(place: string, project: FaultProject): Promise<void> {
  fs.mkdirSync(project.at('project/elsewhere'))
  const { status, stderr } = await project.runProgram('mount', ['--bind', place, 'elsewhere'], 'project')
  if (status !== 0) throw new Error(stderr)
}
