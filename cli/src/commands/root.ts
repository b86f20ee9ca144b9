import { absolutePath, shownPath } from '@sterna/engine'
import { command } from '../shell/command.ts'

export const root = command({
  name: 'root',
  summary: "Print the way to the project's root.",
  takes: {},
  failureExit: 255,
  run: async (_request, { session }) => {
    const project = await session.project()
    return shownPath(absolutePath(project.workingDirectory), project.root)
  },
  show: (path) => [path],
})
