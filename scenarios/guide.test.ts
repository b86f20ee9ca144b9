import * as fs from 'node:fs'
import { makeProject } from '@sterna/testkit'
import { describe, expect, it, onTestFinished } from 'vitest'
import { playTranscript } from './play-transcript.ts'

const guide = new URL('../docs/guide/', import.meta.url)
const pages = fs.readdirSync(guide).filter((name) => name !== 'README.md')

/** To write what is shown into the pages: `npx vitest run scenarios/guide.test.ts --update` */
describe('the guide shows what really happens', () => {
  it.each(pages)('%s', async (name) => {
    const project = await makeProject()
    onTestFinished(() => project.remove())
    const pieces = fs.readFileSync(new URL(name, guide), 'utf8').split(/(?<=^```console\n)|(?=^```$)/m)
    for (const [i, piece] of pieces.entries())
      if (pieces[i - 1]?.endsWith('```console\n')) pieces[i] = await playTranscript(project, piece)
    await expect(pieces.join('')).toMatchFileSnapshot(`../docs/guide/${name}`)
  })
})
