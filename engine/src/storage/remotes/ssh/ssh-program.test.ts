import * as fs from 'node:fs'
import { describe, expect, it } from 'vitest'
import { absolutePath } from '../../../foundation/base/index.ts'
import { sshAddress } from './ssh-address.ts'
import { type SshProgram, sshProgram } from './ssh-program.ts'

interface Given {
  readonly options?: Readonly<Record<string, string>>
  readonly variables?: Readonly<Record<string, string>>
  readonly canAsk?: boolean
}

function programFor({ options = {}, variables = {}, canAsk = false }: Given, command?: string): SshProgram {
  const location = {
    url: 'ssh://host/path',
    options: new Map(Object.entries(options)),
    environment: {
      variables: { PATH: process.env['PATH'], ...variables },
      workingDirectory: absolutePath('/'),
      homeDirectory: absolutePath('/home/ada'),
      platform: process.platform,
      processId: 1,
      processors: 1,
      canAsk: () => canAsk,
    },
  }
  return sshProgram(location, sshAddress(location), command)
}

describe('how ssh is started', () => {
  it('is for SFTP and nothing else', () => {
    expect(programFor({}).words.join(' ')).toMatchInlineSnapshot(
      `"-oBatchMode=yes -oClearAllForwardings=yes -oForwardAgent=no -oForwardX11=no -oPermitLocalCommand=no -oRemoteCommand=none -oRequestTTY=no -oServerAliveInterval=15 -oServerAliveCountMax=8 -s -- host sftp"`,
    )
  })

  it.each([
    [{ user: 'ada', port: '2222' }, ['-l', 'ada', '-p', '2222']],
    [{ keyfile: '~/.ssh/team' }, ['-i', '/home/ada/.ssh/team', '-oIdentitiesOnly=yes']],
    [{ timeout: '20' }, ['-oConnectTimeout=20']],
    [{ allow_agent: 'false' }, ['-oIdentityAgent=none']],
    [{ gss_auth: 'true' }, ['-oGSSAPIAuthentication=yes']],
    [{ gss_auth: 'false' }, ['-oGSSAPIAuthentication=no']],
  ])('follows the options %o', (options, expected) => {
    const plain = new Set(programFor({}).words)
    expect(programFor({ options: options as Record<string, string> }).words.filter((word) => !plain.has(word))).toEqual(
      expected,
    )
  })

  it.each([
    [false, { canAsk: false }],
    [true, { canAsk: true }],
    [false, { variables: { SSH_ASKPASS: '/usr/bin/asks' } }],
    [true, { variables: { SSH_ASKPASS: '/usr/bin/asks' }, options: { ask_password: 'true' } }],
    [false, { options: { ask_password: 'true' } }],
  ])('lets it ask (%s) of %o', (asks, given) => {
    expect(programFor(given as Given).words.includes('-oBatchMode=yes')).toBe(!asks)
  })

  it('asks nobody for the sake of a command', () => {
    const { words } = programFor({ canAsk: true }, 'some command')
    expect(words[0]).toBe('-oBatchMode=yes')
    expect(words.slice(-3)).toEqual(['--', 'host', 'some command'])
  })

  it('keeps secrets out of its words, and leaves nothing behind', () => {
    const { words, variables, done } = programFor({ options: { password: 'top secret', passphrase: 'more secret' } })
    expect(words.join(' ')).not.toContain('secret')
    expect(fs.existsSync(variables['SSH_ASKPASS']!)).toBe(true)
    done()
    expect(fs.existsSync(variables['SSH_ASKPASS']!)).toBe(false)
  })

  it.each([
    [{ password: 'x' }, 'keyboard-interactive,password'],
    [{ password: 'x', keyfile: '/key' }, 'publickey,keyboard-interactive,password'],
    [{ passphrase: 'x' }, undefined],
  ])('tries what there is a secret for: %o', (options, expected) => {
    const { words, done } = programFor({ options: options as Record<string, string> })
    done()
    const chosen = words.find((word) => word.startsWith('-oPreferredAuthentications='))
    expect(chosen?.split('=')[1]).toBe(expected)
    expect(words).not.toContain('-oBatchMode=yes')
    expect(words).toContain('-oNumberOfPasswordPrompts=1')
  })
})
