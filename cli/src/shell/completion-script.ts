import { aliases, groups } from './catalogue.ts'
import type { CommandDescription } from './command.ts'
import { buildParser } from './parse.ts'

/** A script that makes the shell complete commands, their options, and files. */
export function completionScript(descriptions: readonly CommandDescription[], shell: string): string {
  const words = completionWords(descriptions)
  if (shell === 'fish') return fishScript(words)
  return shell === 'zsh' ? `autoload -U +X bashcompinit && bashcompinit\n${bashScript(words)}` : bashScript(words)
}

/** What may come after each beginning: the commands and their other names after nothing, options after a command. */
function completionWords(descriptions: readonly CommandDescription[]): Map<string, readonly string[]> {
  const words = new Map<string, string[]>()
  const add = (place: string, word: string) => words.set(place, [...new Set([...(words.get(place) ?? []), word])])
  for (const description of descriptions) {
    const [first = '', second] = description.name.split(' ')
    add('', first)
    if (second !== undefined) add(first, second)
    for (const { long } of buildParser(description).options) if (long) add(description.name, long)
  }
  for (const [alias, name] of Object.entries(aliases)) {
    const [first = '', second] = alias.split(' ')
    add(second === undefined ? '' : first, second ?? first)
    words.set(alias, words.get(name) ?? [])
  }
  return words
}

function bashScript(words: ReadonlyMap<string, readonly string[]>): string {
  const cases = [...words]
    .filter(([place]) => place !== '')
    .map(([place, after]) => `    '${place}') words='${after.join(' ')}' ;;`)
  return `_sterna() {
  local current="\${COMP_WORDS[COMP_CWORD]}" place words
  place="\${COMP_WORDS[1]}"
  case "$place" in ${[...groups()].join('|')}) [ "$COMP_CWORD" -gt 2 ] && place="$place \${COMP_WORDS[2]}" ;; esac
  [ "$COMP_CWORD" -eq 1 ] && place=''
  case "$place" in
    '') words='${(words.get('') ?? []).join(' ')}' ;;
${cases.join('\n')}
  esac
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _sterna sterna`
}

function fishScript(words: ReadonlyMap<string, readonly string[]>): string {
  return [...words]
    .map(([place, after]) => {
      const when =
        place === ''
          ? '__fish_use_subcommand'
          : place
              .split(' ')
              .map((word) => `__fish_seen_subcommand_from ${word}`)
              .join('; and ')
      return `complete -c sterna -n '${when}' -a '${after.join(' ')}'`
    })
    .join('\n')
}
