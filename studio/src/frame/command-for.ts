import { quoted } from '../parts/shell-word.ts'
import type { ViewState } from '../view-state/view-state.ts'

/** The command that shows in a terminal what a page shows. */
export function commandFor(path: string, words: ViewState): string {
  if (path === '/experiments') return experimentsCommand(words)
  if (path === '/compare') return compareCommand(words)
  if (path === '/pipeline') return words['open'] === undefined ? 'sterna why' : `sterna why ${quoted(words['open'])}`
  if (path === '/queue') return 'sterna queue status -l'
  if (path.startsWith('/runs/')) return runCommand(decodeURIComponent(path.slice('/runs/'.length)), words)
  if (path === '/data') return 'sterna data status --granular'
  if (path === '/runs') return 'sterna queue status'
  return 'sterna status'
}

function runCommand(run: string, { tab, log }: ViewState): string {
  if (tab !== 'log') return `sterna exp describe ${quoted(run)}`
  const [id = '', ...stage] = (log ?? 'task').split(' ')
  return id === 'task' ? `sterna queue logs ${quoted(run)}` : `sterna logs ${quoted(stage.join(' '))} --run ${id}`
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
