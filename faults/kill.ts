import { FaultProject, type FaultResult } from './project.ts'

interface Scene {
  readonly name: string
  prepare(project: FaultProject): void
  readonly words: readonly string[]
}

const fileCount = 400
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

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const scenes: readonly Scene[] = [
  { name: 'add', prepare: writeData, words: ['add', 'data'] },
  { name: 'checkout', prepare: withoutData, words: ['checkout'] },
  { name: 'push', prepare: withRemote, words: ['push'] },
  { name: 'repro', prepare: withPipeline, words: ['repro'] },
]

/** Kills each verb at `points` moments, runs it again, and compares with a run that nobody disturbed. */
export async function killAtRandom(points: number): Promise<FaultResult[]> {
  const results: FaultResult[] = []
  const random = randomNumbers(20)
  for (const scene of scenes) results.push(...(await killScene(scene, points, random)))
  return results
}

async function killScene(scene: Scene, points: number, random: () => number): Promise<FaultResult[]> {
  const { expected, milliseconds } = undisturbed(scene)
  const results: FaultResult[] = []
  for (let point = 0; point < points; point++) {
    const at = random() * milliseconds
    results.push({
      name: `kill -9 during ${scene.name} after ${at.toFixed(0)} ms`,
      mistake: await killOnce(scene, at, expected),
    })
  }
  return results
}

function undisturbed(scene: Scene) {
  const project = new FaultProject()
  scene.prepare(project)
  const milliseconds = project.time(...scene.words)
  const expected = project.snapshot().files
  project.remove()
  return { expected, milliseconds }
}

async function killOnce(
  scene: Scene,
  milliseconds: number,
  expected: ReadonlyMap<string, string>,
): Promise<string | undefined> {
  const project = new FaultProject()
  try {
    scene.prepare(project)
    const before = project.snapshot().files
    await project.runAndKill(milliseconds, ...scene.words)
    const killed = project.snapshot()
    if (killed.corrupt.length > 0) return `wrong objects under final names: ${killed.corrupt.join(', ')}`
    const lost = lostContents(before, killed.files)
    if (lost.length > 0) return `contents that are nowhere any more: ${lost.join(', ')}`
    const again = project.run(...scene.words)
    if (again.status !== 0) return `running it again fails: ${again.stderr}`
    return difference(expected, project.snapshot().files)
  } finally {
    project.remove()
  }
}

/** Files from before whose content neither the workspace nor the cache has any more. */
function lostContents(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  const there = new Set(after.values())
  return [...before].filter(([name, hash]) => name.startsWith('project/data') && !there.has(hash)).map(([name]) => name)
}

function difference(expected: ReadonlyMap<string, string>, found: ReadonlyMap<string, string>): string | undefined {
  const names = [...new Set([...expected.keys(), ...found.keys()])].filter(
    (name) => expected.get(name) !== found.get(name),
  )
  return names.length === 0 ? undefined : `differs from an undisturbed run: ${names.slice(0, 10).join(', ')}`
}

function writeData(project: FaultProject): void {
  for (let i = 0; i < fileCount; i++) project.write(`data/f${i}`, `file ${i}\n`.repeat(1 + (i % 50)))
  project.write('data/large', Buffer.alloc(8 * 1024 * 1024, 'abcdefg'))
}

function withoutData(project: FaultProject): void {
  writeData(project)
  project.run('add', 'data')
  for (let i = 0; i < fileCount; i += 2) project.removeFile(`data/f${i}`)
  project.removeFile('data/large')
}

function withRemote(project: FaultProject): void {
  writeData(project)
  project.run('add', 'data')
  project.run('remote', 'add', '-d', 'store', '../store')
}

function withPipeline(project: FaultProject): void {
  writeData(project)
  project.run('add', 'data')
  project.write('dvc.yaml', pipeline)
}
