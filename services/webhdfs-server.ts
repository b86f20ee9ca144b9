import * as http from 'node:http'
import type { AddressInfo } from 'node:net'
import * as path from 'node:path'

/** WebHDFS as its REST document has it, over files in memory: a name node that sends on to a data node for content. */
export interface WebhdfsServer {
  readonly url: string
  /** Where content really is, and where the name node says it is. */
  readonly dataUrl: string
  readonly files: Map<string, Buffer>
  /** Operations and who asked for them. */
  readonly asked: string[]
  stop(): Promise<void>
}

export interface WebhdfsOptions {
  /** The only user that may write; everybody if left out. */
  readonly writer?: string
  /** Whether the name node sends on to itself, as one does that is reached through a gateway. */
  readonly sendsToItself?: boolean
}

interface Question {
  readonly method: string
  readonly name: string
  readonly query: URLSearchParams
  readonly body: Buffer
}

type Answer = { readonly status: number; readonly json?: unknown; readonly bytes?: Buffer; readonly location?: string }

export async function startWebhdfs({ writer, sendsToItself = false }: WebhdfsOptions = {}): Promise<WebhdfsServer> {
  const files = new Map<string, Buffer>()
  const asked: string[] = []
  const data = await listen((question) => answerOfData(files, question))
  const names = await listen((question) => {
    const place = sendsToItself ? names.url : data.url
    const operation = question.query.get('op') ?? ''
    const user = question.query.get('user.name') ?? 'nobody'
    asked.push(`${operation} ${user}`)
    const isRefused = writer !== undefined && user !== writer && question.method !== 'GET'
    return isRefused
      ? exception(403, 'AccessControlException', `Permission denied: user=${user}`)
      : answerOfNames(files, place, question)
  })
  return {
    url: names.url.replace('http:', 'webhdfs:'),
    dataUrl: data.url,
    files,
    asked,
    stop: async () => void (await Promise.all([names.stop(), data.stop()])),
  }
}

async function listen(answer: (question: Question) => Answer) {
  const server = http.createServer((request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      const url = new URL(request.url!, 'http://x')
      const name = decodeURIComponent(url.pathname).replace('/webhdfs/v1', '')
      const body = Buffer.concat(pieces)
      const { status, json, bytes, location } = answer({ method: request.method!, name, query: url.searchParams, body })
      response.writeHead(status, location === undefined ? {} : { location })
      response.end(bytes ?? (json === undefined ? '' : JSON.stringify(json)))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () => new Promise<void>((resolve) => (server.close(() => resolve()), server.closeAllConnections())),
  }
}

function answerOfData(files: Map<string, Buffer>, { method, name, query, body }: Question): Answer {
  if (method === 'GET') return answerOfOpen(files.get(name)!, Number(query.get('offset') ?? 0))
  files.set(name, method === 'POST' ? Buffer.concat([files.get(name)!, body]) : body)
  return { status: method === 'POST' ? 200 : 201 }
}

function answerOfOpen(content: Buffer, offset: number): Answer {
  if (offset === 0 || offset < content.length) return { status: 200, bytes: content.subarray(offset) }
  return exception(403, 'IOException', `Offset=${offset} out of the range [0, ${content.length}); OPEN`)
}

function answerOfNames(files: Map<string, Buffer>, dataUrl: string, { method, name, query }: Question): Answer {
  const operation = `${method} ${query.get('op')}`
  const location = `${dataUrl}/webhdfs/v1${encodeURI(name).replaceAll(/[?#]/g, encodeURIComponent)}?op=${query.get('op')}`
  const there = files.get(name)
  switch (operation) {
    case 'PUT CREATE':
    case 'POST APPEND':
      return { status: 307, location }
    case 'GET OPEN':
      return there ? { status: 307, location: `${location}&offset=${query.get('offset') ?? 0}` } : noFile(name)
    case 'GET GETFILESTATUS':
      return there || below(files, name).length > 0
        ? { status: 200, json: { FileStatus: status('', there) } }
        : noFile(name)
    case 'GET LISTSTATUS':
      return list(files, name)
    case 'PUT RENAME':
      return { status: 200, json: { boolean: isRenamed(files, name, query.get('destination')!) } }
    case 'PUT MKDIRS':
      return { status: 200, json: { boolean: true } }
    case 'DELETE DELETE':
      return { status: 200, json: { boolean: files.delete(name) } }
    default:
      return exception(400, 'IllegalArgumentException', `Invalid value for webhdfs parameter "op": ${operation}`)
  }
}

function below(files: Map<string, Buffer>, folder: string): string[] {
  const prefix = folder.replace(/\/*$/, '/')
  return [...files.keys()].filter((name) => name.startsWith(prefix)).map((name) => name.slice(prefix.length))
}

function list(files: Map<string, Buffer>, folder: string): Answer {
  const names = [...new Set(below(files, folder).map((name) => name.split('/')[0]!))]
  if (names.length === 0) return noFile(folder)
  const all = names.map((name) => status(name, files.get(path.posix.join(folder, name))))
  return { status: 200, json: { FileStatuses: { FileStatus: all } } }
}

function status(pathSuffix: string, content: Buffer | undefined) {
  return { pathSuffix, type: content ? 'FILE' : 'DIRECTORY', length: content?.length ?? 0 }
}

/** HDFS does not rename over what is there. */
function isRenamed(files: Map<string, Buffer>, from: string, to: string): boolean {
  const content = files.get(from)
  if (!content || files.has(to)) return false
  files.set(to, content)
  return files.delete(from)
}

function noFile(name: string): Answer {
  return exception(404, 'FileNotFoundException', `File does not exist: ${name}`)
}

function exception(status: number, name: string, message: string): Answer {
  return { status, json: { RemoteException: { exception: name, javaClassName: `java.io.${name}`, message } } }
}
