import type { RemoteFile, RemoteFiles } from './remote-files.ts'
import { lengthOf } from './transport/request-head.ts'

type Tell = (line: string) => void

/** The same files, with a line told of each thing that is asked of them: what, how much, how long, and how it ended. */
export function toldFiles(files: RemoteFiles, tell: Tell, now: () => number = () => performance.now()): RemoteFiles {
  const told = async <Result>(what: string, work: Promise<Result>, end: (result: Result) => string) => {
    const begin = now()
    const tellEnd = (text: string) => tell(`${files.name}: ${what}: ${text}, ${Math.round(now() - begin)} ms`)
    try {
      const result = await work
      tellEnd(end(result))
      return result
    } catch (error) {
      tellEnd(`failed: ${error instanceof Error ? error.message : String(error)}`)
      throw error
    }
  }
  const pages =
    (what: string, list: NonNullable<RemoteFiles['list']>): NonNullable<RemoteFiles['list']> =>
    (prefix, call) =>
      toldPages(`${files.name}: ${what} '${prefix}'`, list(prefix, call), tell)
  return {
    ...files,
    stat: (key, version) => told(`look for '${key}'`, files.stat(key, version), sizeOf),
    read: (key, take, options) => told(`read '${key}'`, files.read(key, take, options), sizeOf),
    write: (key, content, options) =>
      told(`write '${key}'`, files.write(key, content, options), () => `${lengthOf(content)} bytes`),
    remove: (keys) => told(`remove ${keys.length} files`, files.remove(keys), () => 'done'),
    ...(files.list && { list: pages('list', files.list) }),
    ...(files.listVersions && { listVersions: pages('list versions', files.listVersions) }),
  }
}

async function* toldPages(what: string, list: AsyncIterable<readonly RemoteFile[]>, tell: Tell) {
  for await (const page of list) {
    tell(`${what}: ${page.length} files`)
    yield page
  }
}

function sizeOf(file: RemoteFile | undefined): string {
  return file === undefined ? 'not there' : `${file.bytes} bytes`
}
