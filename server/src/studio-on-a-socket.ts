import * as fs from 'node:fs'
import * as net from 'node:net'
import * as path from 'node:path'
import { type Studio, startStudio } from './listen.ts'
import type { Limits } from './security/limits.ts'

export interface StudioOnASocket extends Studio {
  readonly port: number
  readonly bugs: readonly unknown[]
  /** Sends bytes as they are, and gives all that is answered until the connection is closed. */
  say(bytes: string | Uint8Array): Promise<string>
  /** A request of somebody who has the token, with more header lines. */
  asking(method: string, target: string, lines?: readonly string[]): string
  connect(): net.Socket
}

const token = 'a-token-for-tests'

/** The real server, asked by whoever does not keep to any rule. */
export async function studioOnASocket(directory: string, limits?: Limits): Promise<StudioOnASocket> {
  const bugs: unknown[] = []
  const studio = await startStudio({
    directory,
    pages: pagesIn(directory),
    words: { reasons: () => [], differences: () => [], waits: () => undefined, record: () => [] },
    version: '0',
    haveRunner: async () => true,
    host: '127.0.0.1',
    port: 0,
    token,
    ...(limits && { limits }),
    reportBug: (error) => bugs.push(error),
  })
  const port = Number(new URL(studio.url).port)
  const connect = () => net.connect(port, '127.0.0.1')
  const head = [`Host: 127.0.0.1:${port}`, `Authorization: Bearer ${token}`, 'Connection: close']
  return {
    ...studio,
    port,
    bugs,
    connect,
    asking: (method, target, lines = []) => [`${method} ${target} HTTP/1.1`, ...head, ...lines, '', ''].join('\r\n'),
    say: (bytes) => allOf(connect(), bytes),
  }
}

function pagesIn(directory: string): string {
  const pages = path.join(path.dirname(directory), 'pages')
  fs.mkdirSync(path.join(pages, 'assets'), { recursive: true })
  fs.writeFileSync(path.join(pages, 'index.html'), '<!doctype html><title>studio</title>')
  fs.writeFileSync(path.join(path.dirname(directory), 'secret'), 'not for you')
  return pages
}

function allOf(socket: net.Socket, bytes: string | Uint8Array): Promise<string> {
  return new Promise((resolve) => {
    const parts: Buffer[] = []
    socket.on('data', (part) => parts.push(part))
    socket.on('error', () => undefined)
    socket.on('close', () => resolve(Buffer.concat(parts).toString()))
    socket.write(bytes)
  })
}
