import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Observation, StepObservation } from './sequence.ts'
import type { SeenFile } from './world.ts'

interface RecordedCase {
  readonly steps: readonly StepObservation[]
  readonly files: readonly (readonly [string, SeenFile])[]
}

const folder = path.join(path.dirname(fileURLToPath(import.meta.url)), 'recorded')
const longestText = 400

/** Keeps what DVC did, so that the tests can compare with it without DVC. */
export function record(name: string, { steps, files }: Observation): void {
  const kept: RecordedCase = {
    steps: steps.map((step) => ({ ...step, stderr: '', stdout: step.compared === 'nothing' ? '' : step.stdout })),
    files: shortened([...files]),
  }
  fs.mkdirSync(folder, { recursive: true })
  fs.writeFileSync(fileOf(name), `${JSON.stringify(kept, undefined, 1)}\n`)
}

export function readRecorded(name: string): Observation | undefined {
  if (!fs.existsSync(fileOf(name))) return undefined
  const { steps, files } = JSON.parse(fs.readFileSync(fileOf(name), 'utf8')) as RecordedCase
  return { steps, files: new Map(files) }
}

/** Long contents as their hashes: enough to tell that they are equal. */
export function shortened(files: readonly (readonly [string, SeenFile])[]): [string, SeenFile][] {
  return files.map(([name, { mode, content }]) => {
    const isLong = content.length > longestText
    return [
      name,
      { mode, content: isLong ? `md5:${createHash('md5').update(content, 'latin1').digest('hex')}` : content },
    ]
  })
}

function fileOf(name: string): string {
  return path.join(folder, `${name.replaceAll(/[^a-z0-9]+/gi, '-')}.json`)
}
