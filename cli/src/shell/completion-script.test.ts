import { execFileSync } from 'node:child_process'
import { beforeAll, describe, expect, it } from 'vitest'
import { catalogue } from './catalogue.ts'
import { completionScript } from './completion-script.ts'

let bash: string
let fish: string
beforeAll(async () => {
  const loaded = await Promise.all(Object.values(catalogue).map(({ load }) => load()))
  bash = completionScript(loaded, 'bash')
  fish = completionScript(loaded, 'fish')
})

/** What bash offers for the last of the words. */
function offered(...words: string[]): string[] {
  const ask = `COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=${words.length - 1}; _sterna`
  const shown = execFileSync('bash', ['-c', `${bash}\n${ask}; echo "\${COMPREPLY[@]}"`], { encoding: 'utf8' })
  return shown.trim().split(' ')
}

describe('completion', () => {
  it.each([
    [
      ['sterna', 'pu'],
      ['push', 'pull'],
    ],
    [
      ['sterna', 'remote', ''],
      ['add', 'default', 'check', 'list', 'modify', 'rename', 'remove'],
    ],
    [['sterna', 'remote', 'add', '--d'], ['--default']],
    [
      ['sterna', 'list', '--remote'],
      ['--remote', '--remote-config'],
    ],
    [
      ['sterna', 'ls', '--remote'],
      ['--remote', '--remote-config'],
    ],
    [['sterna', 'mv', '--q'], ['--quiet']],
  ])('of %s in bash', (words, expected) => expect(offered(...words)).toEqual(expected))

  it('has the same words in fish', () => {
    expect(fish).toContain(
      "complete -c sterna -n '__fish_seen_subcommand_from remote; and __fish_seen_subcommand_from add'",
    )
    expect(fish).toMatch(/'__fish_use_subcommand' -a '.* ls .*'/)
  })
})
