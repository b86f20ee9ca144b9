import * as path from 'node:path'

export interface ShellCommand {
  readonly command: string
  readonly arguments: readonly string[]
}

/**
 * The lines of a stage's command that are run one by one, each in a shell of its own, blank ones too. A list's items stay
 * whole.
 */
export function commandLines(cmd: string | readonly string[]): readonly string[] {
  if (typeof cmd !== 'string') return cmd
  const lines = cmd.split(lineEnd)
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines
}

/** Where a line ends for Python, and so for DVC. */
const lineEnd = /\r\n|[\n\r\v\f\u001c-\u001e\u0085\u2028\u2029]/

/** How a line is given to the user's shell, which is told to leave its start-up files alone. */
export function shellCommand(
  line: string,
  variables: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
): ShellCommand {
  if (platform === 'win32')
    return { command: variables['ComSpec'] || 'cmd.exe', arguments: ['/d', '/s', '/c', `"${line}"`] }
  const shell = variables['SHELL'] || '/bin/sh'
  return { command: shell, arguments: [...quietStart(path.basename(shell)), '-c', line] }
}

function quietStart(shell: string): readonly string[] {
  if (shell === 'bash') return ['--noprofile', '--norc']
  if (shell === 'zsh') return ['--no-rcs']
  return shell === 'fish' ? ['--no-config'] : []
}
