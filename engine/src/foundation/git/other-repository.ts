import type { AbsolutePath } from '../base/index.ts'
import type { Environment, Processes, ProcessResult } from '../system/index.ts'

/** What it takes to run Git on a repository elsewhere. */
export interface OtherMachine {
  readonly processes: Processes
  readonly environment: Environment
}

export interface OtherRepositoryCall {
  readonly words: readonly string[]
  readonly directory: AbsolutePath
  readonly input?: string
}

/** Forms of URLs that make Git run any program that stands in them. */
const noPrograms = ['-c', 'protocol.ext.allow=never', '-c', 'protocol.fd.allow=never']
const silent = { GIT_TERMINAL_PROMPT: '0', GIT_SSH_COMMAND: 'ssh -oBatchMode=yes' }

/** Runs Git on a repository that is not the person's own. Where nobody sits at a terminal it asks for no password. */
export function runOnOther(
  { processes, environment }: OtherMachine,
  { words, directory, input }: OtherRepositoryCall,
): ProcessResult {
  const variables = { ...(environment.canAsk() ? {} : silent), ...withoutOwn(environment.variables) }
  return processes.run({
    command: 'git',
    arguments: [...noPrograms, ...words],
    directory,
    variables,
    ...(input !== undefined && { input }),
  })
}

/** Git tells its hooks by variables which repository they are about; that is another one. */
function withoutOwn(variables: Environment['variables']): Environment['variables'] {
  const own =
    /^GIT_(DIR|WORK_TREE|COMMON_DIR|INDEX_FILE|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|PREFIX|NAMESPACE)$/
  return Object.fromEntries(Object.entries(variables).filter(([name]) => !own.test(name)))
}
