import { catalogue } from '../shell/catalogue.ts'
import { command, option } from '../shell/command.ts'
import { completionScript } from '../shell/completion-script.ts'

export const completion = command({
  name: 'completion',
  summary: 'Print a shell completion script.',
  takes: {
    shell: {
      ...option('-s, --shell <shell>', 'bash, zsh or fish; bash if left out.'),
      choices: ['bash', 'zsh', 'fish'],
    },
  },
  run: async ({ shell }) => {
    const loaded = await Promise.all(Object.values(catalogue).map(({ load }) => load()))
    return completionScript(loaded, shell ?? 'bash')
  },
  show: (script) => [script],
})
