import { spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import type { Command } from './measure.ts'

/** What a whole process and its children ask of the system, as cells of a table; `strace` tells. */
export function countsOf({ words, directory, variables }: Command, files: number, bytes: number): string {
  const place = fs.mkdtempSync(path.join(os.tmpdir(), 'calls-'))
  const log = path.join(place, 'log')
  spawnSync('strace', ['-f', '-s', '0', '-o', log, ...words], { cwd: directory, env: variables })
  const lines = fs.readFileSync(log, 'latin1').split('\n')
  fs.rmSync(place, { recursive: true })
  const calls = lines.filter((line) => /^\d+ +[a-z]\w+\(/.test(line)).length
  const read = lines.reduce((sum, line) => sum + readBytes(line), 0)
  const gits = lines.filter((line) => /execve\(.*= 0$/.test(line)).length - 1
  return `${(calls / files).toFixed(2)} | ${(read / bytes).toFixed(2)} x | ${gits}`
}

function readBytes(line: string): number {
  const found = /(?:^\d+ +|<\.\.\. )(?:read|pread64|copy_file_range|sendfile)\b.*= (\d+)$/.exec(line)
  return found ? Number(found[1]) : 0
}
