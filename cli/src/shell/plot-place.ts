import { absolutePath, findProjectRoot, type OpenFolder, openFolder, realFileSystem } from '@sterna/engine'
import type { Session } from './command.ts'

/** Where plots are looked for: the project, or the folder itself outside of one. */
export type PlotPlace = Omit<OpenFolder, 'close'>

/** Opens it for as long as `use` takes. */
export async function inPlotPlace<Result>(
  session: Session,
  use: (place: PlotPlace) => Promise<Result>,
): Promise<Result> {
  const workingDirectory = absolutePath(session.workingDirectory)
  if (findProjectRoot(realFileSystem, workingDirectory)) return use(await session.project())
  const folder = openFolder({ workingDirectory, stop: session.signal })
  try {
    return await use(folder)
  } finally {
    folder.close()
  }
}
