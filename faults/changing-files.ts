import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FaultCase } from './fault-case.ts'
import { FaultProject } from './project.ts'

const writer = path.join(path.dirname(fileURLToPath(import.meta.url)), 'write-in-a-loop.cjs')
const cacheTypes = ['copy', 'reflink,copy', 'hardlink', 'symlink']
const smallBytes = 300_000
const largeBytes = 3 << 20
const hashOf = (content: Buffer | string) => createHash('md5').update(content).digest('hex')

interface Writing {
  readonly words: readonly string[]
  readonly first: string
  /** Whether the file has had this content at some time. */
  wasThere(hash: string, bytes: number): boolean
}

/** A file that is written again and again while it is added: no hash is recorded that it never had. */
export function changingFiles(times: number): FaultCase[] {
  const writings: readonly Writing[] = [rewriting(smallBytes), rewriting(largeBytes), appending]
  return cacheTypes.flatMap((type) =>
    writings.flatMap((writing) =>
      Array.from({ length: times }, () => ({
        name: `${writing.words.join(' ')} during add with ${type}`,
        judge: () => addWhileWritten(type, writing),
      })),
    ),
  )
}

function rewriting(bytes: number): Writing {
  const hashes = ['a', 'b'].map((letter) => hashOf(letter.repeat(bytes)))
  return {
    words: ['rewrite', String(bytes)],
    first: 'a'.repeat(bytes),
    wasThere: (hash) => hashes.includes(hash),
  }
}

const appending: Writing = {
  words: ['append'],
  first: 'line\n',
  wasThere: (hash, bytes) => hash === hashOf('line\n'.repeat(bytes / 5)),
}

async function addWhileWritten(type: string, writing: Writing): Promise<string | undefined> {
  const project = await FaultProject.create()
  project.write('data/f', writing.first)
  await project.run(['config', 'cache.type', type])
  const child = spawn(process.execPath, [writer, project.at('project/data/f'), ...writing.words], { stdio: 'ignore' })
  try {
    const { status, stderr } = await project.run(['add', 'data/f'])
    if (status !== 0) return /was changed while it was being read/.test(stderr) ? undefined : stderr
    return wrongRecord(project, type, writing)
  } finally {
    child.kill('SIGKILL')
    await new Promise((resolve) =>
      child.exitCode === null && child.signalCode === null ? child.once('exit', resolve) : resolve(undefined),
    )
    project.remove()
  }
}

function wrongRecord(project: FaultProject, type: string, writing: Writing): string | undefined {
  const record = fs.readFileSync(project.at('project/data/f.dvc'), 'utf8')
  const [, hash, bytes] = /md5: ([0-9a-f]{32})\n {2}size: (\d+)/.exec(record) ?? []
  if (hash === undefined || !writing.wasThere(hash, Number(bytes))) return `recorded is what never was:\n${record}`
  // Who had a file open before it became a link may write the object; only copies are safe from that.
  const { corrupt } = project.snapshot()
  return type.includes('copy') && corrupt.length > 0 ? `wrong object: ${corrupt.join(', ')}` : undefined
}
