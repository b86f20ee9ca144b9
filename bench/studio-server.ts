import { type ChildProcess, spawn } from 'node:child_process'
import * as fs from 'node:fs'
import type { Worlds } from './worlds.ts'

export interface MeasuredStudio {
  /** With the token. */
  readonly url: string
  /** The address of a page, for whoever has opened the url. */
  at(page: string): string
  /** Of the server, in MB. */
  peakMegabytes(): number
  end(): Promise<void>
}

const token = 'a-token-for-measuring'

/** The built command, as somebody would start it. */
export function startMeasuredStudio(worlds: Worlds, directory: string): Promise<MeasuredStudio> {
  const words = ['studio', '--no-open', '--json', '--port', '0', '--token', token]
  const { words: all, variables } = worlds.command('sterna', words, directory)
  const child = spawn(all[0]!, all.slice(1), {
    cwd: directory,
    env: variables,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`The studio ended with ${code}.`)))
    child.stdout.once('data', (text: Buffer) => {
      const { url } = JSON.parse(text.toString()) as { url: string }
      const at = (page: string) => new URL(page, url).href
      resolve({ url, at, peakMegabytes: () => peakOf(child), end: () => ended(child) })
    })
  })
}

function peakOf({ pid }: ChildProcess): number {
  const kilobytes = /VmHWM:\s+(\d+)/.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kilobytes) / 1024
}

function ended(child: ChildProcess): Promise<void> {
  child.removeAllListeners('exit')
  const end = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  child.kill('SIGKILL')
  return end
}
