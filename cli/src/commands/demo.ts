import { command, optionalWord } from '../shell/command.ts'

export const demo = command({
  name: 'demo',
  summary: 'Play the whole cycle on real house sales, in a new folder.',
  takes: { directory: optionalWord('directory', 'Where; a new folder for temporary files if left out.') },
  run: () => undefined,
})
