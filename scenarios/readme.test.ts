import * as fs from 'node:fs'
import { makeProject, type TestProject } from '@sterna/testkit'
import { afterEach, describe, expect, it } from 'vitest'
import { madeByDvc } from './made-by-dvc.ts'
import { playTranscript } from './play-transcript.ts'

let project: TestProject
afterEach(() => project.remove())

const readme = fs.readFileSync(new URL('../README.md', import.meta.url), 'utf8')

describe('README.md shows what really happens', () => {
  it('in a folder of your own', async () => {
    project = await makeProject({ 'data/a.csv': '1\n2\n' }, { withoutInit: true })
    const transcript = transcriptBelow('Use it on your own folder')
    expect(await playTranscript(project, transcript)).toBe(transcript)
  })

  it('in a repository made by DVC', async () => {
    project = await makeProject(madeByDvc, { withoutInit: true })
    project.git('add', '-A')
    project.git('commit', '--quiet', '-m', 'Made with DVC')
    const transcript = transcriptBelow('Use it on an existing DVC repository')
    expect(await playTranscript(project, transcript)).toBe(transcript)
  })
})

function transcriptBelow(heading: string): string {
  const [section = ''] = readme.split(`## ${heading}\n`)[1]?.split('\n## ') ?? []
  return /```console\n(.*?)```/s.exec(section)?.[1] ?? ''
}
