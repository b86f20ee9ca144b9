import { command } from '../shell/command.ts'

export const expClean = command({
  name: 'exp clean',
  summary: 'Clean up what the queue of DVC leaves behind; ours leaves nothing.',
  takes: {},
  run: async (_, { session }) => void (await session.project()),
  show: () => ['Done!'],
})
