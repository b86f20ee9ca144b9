import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AnswerReader } from './answer-reader.ts'

interface Seen {
  readonly answers: { status: number; headers: Record<string, string>; body: string; mayStay?: boolean }[]
  readonly reader: AnswerReader
}

function listen(method = 'GET'): Seen {
  const answers: Seen['answers'] = []
  const reader = new AnswerReader({
    begin: ({ status, headers }) => answers.push({ status, headers: { ...headers }, body: '' }),
    take: (piece) => void (answers.at(-1)!.body += piece.toString('latin1')),
    end: (mayStay) => void (answers.at(-1)!.mayStay = mayStay),
  })
  reader.expect(method)
  return { answers, reader }
}

/** The text cut at these places. */
function cut(text: string, places: readonly number[]): Buffer[] {
  const ends = [...places.map((place) => place % text.length).sort((a, b) => a - b), text.length]
  return ends.map((end, i) => Buffer.from(text.slice(ends[i - 1] ?? 0, end), 'latin1'))
}

function read(text: string, { method = 'GET', places = [] as readonly number[], isClosed = false } = {}) {
  const { answers, reader } = listen(method)
  for (const piece of cut(text, places)) reader.take(piece)
  if (isClosed) reader.close()
  return answers
}

const ok = 'HTTP/1.1 200 OK\r\n'

describe('answers that arrive over a connection', () => {
  it.each([
    ['with a length', `${ok}Content-Length: 5\r\n\r\nhello`, 'hello', true],
    ['with the same length twice', `${ok}Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello`, 'hello', true],
    ['without a body', `${ok}Content-Length: 0\r\n\r\n`, '', true],
    ['with nothing to say', 'HTTP/1.1 204 No Content\r\n\r\n', '', true],
    ['without a reason', 'HTTP/1.1 404\r\ncontent-length: 1\r\n\r\nx', 'x', true],
    [
      'in chunks',
      `${ok}Transfer-Encoding: Chunked\r\n\r\n5\r\nhello\r\n6;a=b\r\n world\r\n0\r\n\r\n`,
      'hello world',
      true,
    ],
    ['in chunks with a trailer', `${ok}transfer-encoding: chunked\r\n\r\n1\r\nx\r\n0\r\netag: "1"\r\n\r\n`, 'x', true],
    ['that say that another one follows', `HTTP/1.1 100 Continue\r\n\r\n${ok}content-length: 1\r\n\r\nx`, 'x', true],
    ['that close the connection', `${ok}Connection: Close\r\ncontent-length: 1\r\n\r\nx`, 'x', false],
    ['of HTTP/1.0', 'HTTP/1.0 200 OK\r\ncontent-length: 1\r\n\r\nx', 'x', false],
    ['of HTTP/1.0 that stay', 'HTTP/1.0 200 OK\r\nconnection: keep-alive\r\ncontent-length: 1\r\n\r\nx', 'x', true],
    ['of two lengths', `${ok}transfer-encoding: chunked\r\ncontent-length: 9\r\n\r\n1\r\nx\r\n0\r\n\r\n`, 'x', false],
    ['with more than was asked for', `${ok}content-length: 1\r\n\r\nx${ok}`, 'x', false],
  ])('are read: %s', (_, text, body, mayStay) => {
    expect(read(text)).toMatchObject([{ body, mayStay }])
  })

  it('are read to the end of the connection where they tell no length', () => {
    expect(read(`${ok}\r\nhello`)).toMatchObject([{ body: 'hello' }])
    expect(read(`${ok}\r\nhello`)[0]).not.toHaveProperty('mayStay')
    expect(read(`${ok}\r\nhello`, { isClosed: true })).toMatchObject([{ body: 'hello', mayStay: false }])
  })

  it('have no body where only the head was asked for', () => {
    expect(read(`${ok}content-length: 5\r\n\r\n`, { method: 'HEAD' })).toMatchObject([{ body: '', mayStay: true }])
  })

  it('have their headers in lower case, what is said twice with commas', () => {
    const [answer] = read(`${ok}ETag:"1" \r\nVary: a\r\nVary: b\r\n__proto__: x\r\nempty:\r\ncontent-length: 0\r\n\r\n`)
    expect(answer!.headers).toEqual({ etag: '"1"', vary: 'a, b', empty: '', 'content-length': '0' })
  })

  it('are the same however their bytes are cut', () => {
    const texts = [
      `${ok}content-length: 12\r\n\r\nsome content`,
      `HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n${ok}transfer-encoding: chunked\r\n\r\n5\r\nhello\r\n2\r\n\r\n\r\n0\r\na: b\r\n\r\n`,
    ]
    fc.assert(
      fc.property(fc.constantFrom(...texts), fc.array(fc.nat(300), { maxLength: 12 }), (text, places) => {
        expect(read(text, { places })).toEqual(read(text))
      }),
    )
  })

  it('follow one after the other', () => {
    const { answers, reader } = listen()
    for (const body of ['a', 'b']) {
      reader.expect('GET')
      reader.take(Buffer.from(`${ok}content-length: 1\r\n\r\n${body}`))
    }
    expect(answers.map(({ body }) => body)).toEqual(['a', 'b'])
  })

  it('are cut off where the connection ends before them', () => {
    for (const text of [
      ok,
      `${ok}content-length: 5\r\n\r\nhel`,
      `${ok}transfer-encoding: chunked\r\n\r\n5\r\nhello\r\n`,
    ]) {
      const { answers, reader } = listen()
      reader.take(Buffer.from(text))
      expect(reader.close()).toBe(false)
      expect(answers[0] ?? {}).not.toHaveProperty('mayStay')
    }
  })

  it.each([
    ['another protocol', 'SSH-2.0-OpenSSH_9.6\r\n\r\n'],
    ['another version', 'HTTP/2 200\r\n\r\n'],
    ['a header without a name', `${ok}: x\r\n\r\n`],
    ['a header without a colon', `${ok}x\r\n\r\n`],
    ['a header on two lines', `${ok}a: b\r\n c: d\r\n\r\n`],
    ['a length that is none', `${ok}content-length: -1\r\n\r\n`],
    ['two different lengths', `${ok}content-length: 1\r\ncontent-length: 2\r\n\r\n`],
    ['a coding that nobody asked for', `${ok}transfer-encoding: gzip, chunked\r\n\r\n`],
    ['a chunk without a size', `${ok}transfer-encoding: chunked\r\n\r\n\r\n`],
    ['a chunk that is too long', `${ok}transfer-encoding: chunked\r\n\r\n1\r\nxy\r\n`],
    ['a head without an end', `${ok}${`a: ${'b'.repeat(1000)}\r\n`.repeat(70)}`],
    ['a line without an end', `${ok}transfer-encoding: chunked\r\n\r\n${'0'.repeat(20_000)}`],
  ])('are refused: %s', (_, text) => {
    expect(() => read(text)).toThrow(expect.objectContaining({ code: 'HPE_INVALID_ANSWER' }))
  })
})
