import * as fs from 'node:fs'
import * as os from 'node:os'
import * as path from 'node:path'

export interface SshSecrets {
  readonly password: string | undefined
  readonly passphrase: string | undefined
  /** Whose password it is, as ssh says it: others, such as machines on the way, must not get it. */
  readonly login: string | undefined
}

/** A program that ssh asks instead of a person. */
export interface SshAnswers {
  readonly variables: Readonly<Record<string, string>>
  remove(): void
}

/**
 * Answers what ssh asks for a secret, and nothing else: whether a strange machine is the right one nobody can say here.
 * The secrets are only in the environment of ssh, never in words that others can see or in a file.
 */
export function answerSsh({ password = '', passphrase = '', login = '' }: SshSecrets): SshAnswers {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'sterna-ssh-'))
  const answering = path.join(folder, 'answer.cjs')
  const [name, starting] = process.platform === 'win32' ? ['answer.cmd', onWindows] : ['answer', elsewhere]
  fs.writeFileSync(answering, answeringSource)
  fs.writeFileSync(path.join(folder, name), starting, { mode: 0o700 })
  return {
    variables: {
      SSH_ASKPASS: path.join(folder, name),
      SSH_ASKPASS_REQUIRE: 'force',
      // Older ones only ask a program where there could be a window.
      DISPLAY: ':0',
      STERNA_SSH_NODE: process.execPath,
      STERNA_SSH_ANSWER: answering,
      STERNA_SSH_LOGIN: login,
      STERNA_SSH_PASSWORD: password,
      STERNA_SSH_PASSPHRASE: passphrase,
    },
    remove: () => fs.rmSync(folder, { recursive: true, force: true }),
  }
}

const elsewhere = '#!/bin/sh\nexec "$STERNA_SSH_NODE" "$STERNA_SSH_ANSWER" "$1"\n'
const onWindows = '@"%STERNA_SSH_NODE%" "%STERNA_SSH_ANSWER%" %1\r\n'

/** It asks for a password with "LOGIN's password: " or, where the server words the question, "(LOGIN) Password: ". */
const answeringSource = `
const asked = process.argv[2] || ''
const { STERNA_SSH_LOGIN: login, STERNA_SSH_PASSWORD: password, STERNA_SSH_PASSPHRASE: passphrase } = process.env
const prompts = [login + "'s password:", '(' + login + ') ']
const isOurs = prompts.some((prompt) => asked.toLowerCase().startsWith(prompt.toLowerCase()))
const answer = asked.startsWith('Enter passphrase for') ? passphrase : login && isOurs ? password : ''
if (answer) process.stdout.write(answer + '\\n')
else process.exitCode = 1
`
