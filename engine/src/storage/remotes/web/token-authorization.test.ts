import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { TokenAuthorization, wordsOf } from './token-authorization.ts'

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'token-'))
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

const refused = { status: 401, headers: {}, body: Buffer.alloc(0) }
const tokensOf = (command: string) =>
  new TokenAuthorization({ command, milliseconds: 5000, environment: { variables: process.env } })

describe('a token that a command prints', () => {
  it('is asked for once, and again when it is refused', () => {
    const file = path.join(folder, 'count')
    const tokens = tokensOf(`sh -c 'echo x >> "${file}"; wc -l < "${file}"'`)
    expect(tokens.headersFor().authorization).toMatch(/^Bearer +1$/)
    expect(tokens.headersFor().authorization).toMatch(/^Bearer +1$/)
    expect(tokens.learn(refused, 1)).toBe(true)
    expect(tokens.headersFor().authorization).toMatch(/^Bearer +2$/)
    expect(tokens.learn({ ...refused, status: 403 }, 1)).toBe(false)
  })

  it.each([
    ["sh -c 'exit 3'", "The bearer_token_command 'sh' ends with code 3."],
    ['true', "The bearer_token_command 'true' prints nothing."],
    ['/nonexistent/tokens', "The bearer_token_command '/nonexistent/tokens' cannot be run."],
  ])('fails clearly with %s', (command, message) => {
    expect(() => tokensOf(command).headersFor()).toThrow(message)
  })

  it.each([
    ['get token', ['get', 'token']],
    [`get 'a b' "c d"e`, ['get', 'a b', 'c de']],
    [String.raw`get a\ b "q\"q"`, ['get', 'a b', 'q"q']],
    ['  ', []],
  ])('comes from the words of %s', (command, words) => {
    expect(wordsOf(command)).toEqual(words)
  })
})
