import * as os from 'node:os'
import { describeProject, Failure, type ProjectDescription } from '@sterna/engine'
import { dvcVersion } from '../launch/called-as-dvc.ts'
import { command, type Session } from '../shell/command.ts'
import { version as ownVersion } from '../version.ts'

export const version = command({
  name: 'version',
  aliases: ['doctor'],
  summary: 'Tell what this is, and what the machine and the project offer.',
  takes: {},
  failureExit: 255,
  run: async (_request, { session }) => projectIfAny(session),
  show: (project) => {
    const first = `sterna version: ${ownVersion}`
    return [first, '-'.repeat(first.length), ...machineLines(), ...(project ? projectLines(project) : [])]
  },
  json: (project) => ({
    version: ownVersion,
    node: process.versions.node,
    platform: `${process.platform}-${process.arch}`,
    project: project ? { ...project, linkTypes: project.linkTypes ?? null } : null,
  }),
})

async function projectIfAny(session: Session): Promise<ProjectDescription | undefined> {
  try {
    return describeProject(await session.project())
  } catch (error) {
    if (error instanceof Failure && error.code === 'not-a-repository') return undefined
    throw error
  }
}

function machineLines(): string[] {
  return [
    `Platform: Node ${process.versions.node} on ${os.type()}-${os.release()}-${process.arch}`,
    `Compatible with: files and commands of DVC ${dvcVersion}`,
    'Supports: local',
  ]
}

function projectLines({ linkTypes, cacheDirectory, remotes, root, git }: ProjectDescription): string[] {
  const repositories = { root: 'dvc, git', subdir: 'dvc (subdir), git', none: 'dvc (no_scm)' }
  return [
    `Cache types: ${linkTypes?.join(', ') ?? 'not known before there is a cache'}`,
    `Cache directory: ${cacheDirectory}`,
    `Remotes: ${remotes.map(({ name, url }) => `${name} (${url})`).join(', ') || 'None'}`,
    `Workspace directory: ${root}`,
    `Repo: ${repositories[git]}`,
  ]
}
