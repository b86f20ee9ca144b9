import * as path from 'node:path'
import type { Project as ShownProject } from '@sterna/api'
import { type Project, withoutPassword } from '@sterna/engine'

/** What a page's frame shows of the project. */
export function presentProject(project: Project, version: string): ShownProject {
  const head = project.git?.head()
  const name = project.config.defaultRemote()
  const remote = project.config.remotes().find((one) => one.name === name)
  return {
    name: path.basename(project.root),
    directory: project.root,
    version,
    ...(head?.branch === undefined ? {} : { branch: head.branch }),
    ...(head?.commit === undefined ? {} : { commit: head.commit }),
    ...(remote ? { remote: { name: remote.name, url: withoutPassword(remote.url) } } : {}),
  }
}
