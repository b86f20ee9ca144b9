import { spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { answerSsh } from './ssh-answers.ts'

const secrets = { password: "it's a \\ %PATH% secret", passphrase: 'tern & gull', login: 'Ada@host' }
const { variables, remove } = answerSsh(secrets)
afterAll(remove)

function answerTo(prompt: string, more: Readonly<Record<string, string>> = {}) {
  const env = { ...process.env, ...variables, ...more }
  const { status, stdout } = spawnSync(variables['SSH_ASKPASS']!, [prompt], { env, encoding: 'utf8' })
  return status === 0 ? stdout : undefined
}

describe('what ssh asks', () => {
  it.each([
    ["ada@host's password: ", secrets.password],
    ['(ada@host) Password: ', secrets.password],
    ["Enter passphrase for key '/home/ada/.ssh/team': ", secrets.passphrase],
  ])('is answered: %s', (prompt, answer) => {
    expect(answerTo(prompt)).toBe(`${answer}\n`)
  })

  it.each([
    "ada@gate's password: ",
    "(ada@gate) ada@host's password: ",
    'Password: ',
    "The authenticity of host 'host' can't be established. Are you sure you want to continue connecting (yes/no)? ",
    '',
  ])('is not answered: %s', (prompt) => {
    expect(answerTo(prompt)).toBeUndefined()
  })

  it('is not answered where it is not known who we are there', () => {
    expect(answerTo("'s password: ", { STERNA_SSH_LOGIN: '' })).toBeUndefined()
    expect(answerTo('() Password: ', { STERNA_SSH_LOGIN: '' })).toBeUndefined()
  })

  it('is answered by files without a secret that only we can read', () => {
    const folder = path.dirname(variables['SSH_ASKPASS']!)
    expect(fs.statSync(folder).mode & 0o077).toBe(0)
    const texts = fs.readdirSync(folder).map((name) => fs.readFileSync(path.join(folder, name), 'utf8'))
    expect(texts.join('')).not.toMatch(/tern & gull|secret/)
  })
})
