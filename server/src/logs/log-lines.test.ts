import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { LogLines } from './log-lines.ts'

const directory = fs.mkdtempSync(path.join(os.tmpdir(), 'sterna-log-'))
const file = path.join(directory, 'output-1.log')
afterAll(() => fs.rmSync(directory, { recursive: true, force: true }))

async function logOf(text: string | Buffer): Promise<LogLines> {
  fs.writeFileSync(file, text)
  const log = new LogLines(file)
  await log.extent()
  return log
}

describe('a log', () => {
  it.each([
    ['that is empty', '', 0, []],
    ['of lines', 'a\nb\n', 2, ['a', 'b']],
    ['with a line that is still being written', 'a\nb', 2, ['a', 'b']],
    ['with empty lines', '\n\n', 2, ['', '']],
    ['of Windows', 'a\r\nb\r\n', 2, ['a', 'b']],
    ['with a progress bar', '10 %\r50 %\r100 %\ndone\n', 2, ['100 %', 'done']],
    ['with letters of several bytes', 'Größe ✓\n', 1, ['Größe ✓']],
    ['with bytes that are no text', Buffer.from([0x61, 0xff, 0x0a]), 1, ['a\ufffd']],
  ])('%s has its lines', async (_, text, lines, texts) => {
    const log = await logOf(text)
    expect((await log.extent()).lines).toBe(lines)
    expect(await log.texts(0, 10)).toEqual(texts)
  })

  it('has any lines of many, whichever way they are cut', async () => {
    const all = Array.from({ length: 3000 }, (_, i) => `line ${i} ${'x'.repeat(i % 97)}`)
    const log = await logOf(all.join('\n'))
    for (const first of [0, 1, 255, 256, 257, 1023, 2998, 2999])
      expect(await log.texts(first, 3)).toEqual(all.slice(first, first + 3))
  })

  it('grows, and begins anew when another one is in its place', async () => {
    const log = await logOf('a\nb')
    fs.appendFileSync(file, 'c\nd\n')
    expect(await log.extent()).toEqual({ lines: 3, bytes: 7 })
    expect(await log.texts(1, 5)).toEqual(['bc', 'd'])
    fs.writeFileSync(file, 'new\n')
    expect(await log.extent()).toEqual({ lines: 1, bytes: 4 })
    expect(await log.texts(0, 5)).toEqual(['new'])
  })

  it('cuts a line that nobody reads to its end', async () => {
    const log = await logOf(`${'x'.repeat(50_000)}\nb\n`)
    const [long, next] = await log.texts(0, 2)
    expect([long!.length, long!.at(-1), next]).toEqual([10_002, '…', 'b'])
  })

  it('finds lines, small and capital letters alike, each once', async () => {
    const log = await logOf('Error: a error\nfine\n\nerror\nlast ERROR')
    expect(await log.find('error', 10)).toEqual({ found: [0, 3, 4], isMore: false })
    expect(await log.find('error', 2)).toEqual({ found: [0, 3], isMore: true })
    expect(await log.find('nothing', 2)).toEqual({ found: [], isMore: false })
    expect((await (await logOf('ä\nGröße\n')).find('größe', 2)).found).toEqual([1])
  })

  it('finds lines of many by their numbers', async () => {
    const all = Array.from(
      { length: 60_000 },
      (_, i) => `line ${i} ${'x'.repeat(i % 89)}${i % 1777 === 0 ? 'needle' : ''}`,
    )
    const { found } = await (await logOf(all.join('\n'))).find('needle', 100)
    expect(found).toEqual(Array.from({ length: 34 }, (_, i) => i * 1777))
  })

  it('finds what stands where its pieces meet', async () => {
    const log = await logOf(`${'y\n'.repeat(999_998)}needle\n${'z\n'.repeat(10)}`)
    expect((await log.find('needle', 10)).found).toEqual([999_998])
  })
})
