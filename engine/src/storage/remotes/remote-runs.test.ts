import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { RunRecords } from '../run-records.ts'
import { folderFiles } from './folder/folder-files.ts'
import type { RemoteFiles } from './remote-files.ts'
import { remoteRunRecords } from './remote-runs.ts'

let place: string
beforeEach(() => void (place = fs.mkdtempSync(path.join(os.tmpdir(), 'runs-'))))
afterEach(() => fs.rmSync(place, { recursive: true, force: true }))

const [first, second] = ['1', '2'].map((digit) => `${digit.repeat(2)}/${digit.repeat(64)}/${'a'.repeat(64)}`) as [
  string,
  string,
]

function records(canList: boolean): RunRecords {
  const files = folderFiles(place)
  if (!canList) delete (files as Partial<RemoteFiles> as { list?: unknown }).list
  return remoteRunRecords(files)
}

async function push(to: RunRecords, ...names: string[]): Promise<void> {
  for (const name of await to.lacking(names)) await to.write(name, Buffer.from(name))
  await to.announce?.(names)
}

describe.each([
  ['lists', true],
  ['does not list', false],
])('the run cache on a server that %s', (_, canList) => {
  it('tells what everybody has pushed', async () => {
    await push(records(canList), first)
    await push(records(canList), second)
    await push(records(canList), first)
    expect([...(await records(canList).list())].sort()).toEqual([first, second])
    expect((await records(canList).read(first))?.toString()).toBe(first)
  })
})

describe('the run cache on a server that does not list', () => {
  it('cannot be got before somebody has pushed to it', async () => {
    await expect(records(false).list()).rejects.toMatchObject({
      message: `${place}: a server of this kind does not tell which runs it has.`,
      hint: 'A list of them is made by those who push runs there: sterna push --run-cache',
    })
  })

  it('tells what was lost by two pushes at once after the next', async () => {
    await push(records(false), first)
    fs.writeFileSync(path.join(place, 'sterna-runs'), `${second}\n`)
    await push(records(false), first)
    expect(await records(false).list()).toEqual([first, second])
  })
})
