import { spawnSync } from 'node:child_process'

/** Ends by itself if all fits on the screen, keeps colours, cuts long lines off and leaves the screen as it is. */
const usual = ['less', '-F', '-R', '-S', '-X'] as const

/** Shows a text in the person's pager, `DVC_PAGER` or less. False if there is none. */
export function showInPager(text: string, own = process.env['DVC_PAGER']): boolean {
  const [command, ...words] = own ? ['sh', '-c', own] : usual
  const { error, status } = spawnSync(command!, words, { input: text, stdio: ['pipe', 'inherit', 'inherit'] })
  const noSuchCommand = 127
  return error === undefined && status !== noSuchCommand
}
