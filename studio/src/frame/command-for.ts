import type { ViewState } from '../view-state/view-state.ts'

/** The command that shows in a terminal what a page shows. */
export function commandFor(path: string, words: ViewState): string {
  if (path === '/experiments') return experimentsCommand(words)
  if (path === '/compare') return compareCommand(words)
  if (path === '/pipeline') return words['open'] === undefined ? 'sterna why' : `sterna why ${quoted(words['open'])}`
  if (path === '/runs') return 'sterna queue status'
  return 'sterna status'
}

function experimentsCommand({ where, sort }: ViewState): string {
  const filter = where === undefined ? [] : ['--filter', quoted(where)]
  const order = sort?.startsWith('-') ? ['--sort-order', 'desc'] : []
  const sorted = sort === undefined ? [] : ['--sort-by', quoted(sort.replace(/^-/, '')), ...order]
  return ['sterna exp show -A', ...filter, ...sorted].join(' ')
}

/** The terminal compares two. */
function compareCommand({ runs = '', base }: ViewState): string {
  const names = runs.split(',')
  const from = base ?? names[0] ?? ''
  return `sterna diff ${quoted(from)} ${quoted(names.find((name) => name !== from) ?? '')}`
}

/** As a shell of Unix takes it for one word. */
function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`
}
