import { describe, expect, it } from 'vitest'
import { runCommandLine } from '../cli/src/main.ts'
import { differences } from './compare.ts'
import { readRecorded, shortened } from './recorded-case.ts'
import { play } from './sequence.ts'
import { allSequences } from './sequences/index.ts'
import type { Tool } from './tools.ts'
import { makeWorld } from './world.ts'

/** The command line inside this process. */
const sterna: Tool = {
  name: 'sterna',
  async run(words, directory) {
    const out: string[] = []
    const err: string[] = []
    const code = await runCommandLine(words, {
      workingDirectory: directory,
      isTerminal: false,
      errIsTerminal: false,
      columns: 80,
      out: (text) => void out.push(text),
      err: (text) => void err.push(text),
      write: () => undefined,
      paint: (_, text) => text,
      onInterrupt: () => ({ close: () => undefined }),
    })
    return { code, stdout: out.join(''), stderr: err.join('') }
  },
  close: () => undefined,
}

/** Specifies that sterna does what real DVC was seen to do, for each `of`th sequence from the `part`th on: parts run side by side. */
export function playRecorded(part: number, of: number): void {
  const sequences = allSequences.filter((_, index) => index % of === part)
  describe('sterna does what real DVC was seen to do:', () => {
    it.each(sequences.map((sequence) => [sequence.name, sequence] as const))('%s', async (_, sequence) => {
      const expected = readRecorded(sequence.name)
      if (!expected) throw new Error('Nothing is recorded for this sequence: npm run compat -- --record')
      const world = makeWorld()
      try {
        const found = await play(sequence, world, () => sterna)
        expect(differences(expected, { ...found, files: new Map(shortened([...found.files])) })).toEqual([])
      } finally {
        world.remove()
      }
    })
  })
}
