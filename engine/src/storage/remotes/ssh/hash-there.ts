import { spawn } from 'node:child_process'
import type { SshProgram } from './ssh-program.ts'

/** Systems have one of these; those that are not there have read nothing of the content. */
const hashing = '{ md5sum || md5 -q || openssl md5; } 2>/dev/null'

/** Reads the path from its input, so that nothing in it means anything to a shell. */
export function hashCommand(bytes: number): string {
  return `sh -c 'IFS= read -r file && head -c ${bytes} < "$file" | ${hashing}'`
}

/** The MD5 of the beginning of a file there, by a program that runs `hashCommand`; undefined where no shell tells it. */
export async function hashThere({ words, variables, done }: SshProgram, path: string): Promise<string | undefined> {
  const env = variables as NodeJS.ProcessEnv
  const child = spawn('ssh', words, { env, stdio: ['pipe', 'pipe', 'ignore'], windowsHide: true })
  child.stdin.on('error', () => undefined)
  child.stdin.end(`${path}\n`)
  const said: Buffer[] = []
  child.stdout.on('data', (piece: Buffer) => void said.push(piece))
  await new Promise<void>((resolve) => child.on('close', resolve).on('error', () => resolve()))
  done()
  return /\b[0-9a-f]{32}\b/.exec(Buffer.concat(said).toString())?.[0]
}
