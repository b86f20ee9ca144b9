import { spawnSync } from 'node:child_process'
import { ada, pathWithSterna, type TestProject } from '@sterna/testkit'

/** The commands of a transcript, and what each of them really shows. There is no DVC here; sterna stands in for it. */
export async function playTranscript(project: TestProject, transcript: string): Promise<string> {
  const lines: string[] = []
  for (const line of transcript.split('\n').filter((each) => each.startsWith('$ '))) {
    const shown = await show(project, line.slice(2))
    lines.push(line, ...(shown === '' ? [] : [shown]))
  }
  return `${lines.join('\n')}\n`
}

async function show(project: TestProject, typed: string): Promise<string> {
  const [, words, , rest] = /^(?:sterna|dvc)\b((?:(?! && ).)*)( && (.*))?$/.exec(typed) ?? []
  if (words === undefined) return shell(project, typed)
  const { shown: found, code } = await project.run(words)
  const shown = found.replaceAll('<temp>', '/home/ada')
  const more = rest === undefined || code !== 0 ? '' : await show(project, rest)
  return [shown, more].filter((text) => text !== '').join('\n')
}

/** Commits always have the same names, also those of experiments. */
const dates = { GIT_AUTHOR_DATE: '2024-01-01T00:00:00Z', GIT_COMMITTER_DATE: '2024-01-01T00:00:00Z' }
Object.assign(process.env, ada, dates)

function shell(project: TestProject, typed: string): string {
  const env = { ...process.env, PATH: pathWithSterna(project) }
  const { stdout, stderr } = spawnSync('sh', ['-c', typed], { cwd: project.directory, env, encoding: 'utf8' })
  return `${stdout}${stderr}`.trimEnd()
}
