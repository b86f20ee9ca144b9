import type { Stage } from '@sterna/api'
import { Ban, Check, CircleX, LoaderCircle, Lock, type LucideIcon, Play, Undo2 } from 'lucide-react'

export interface StateLook {
  /** Of several stages in this state. */
  readonly plural: string
  readonly text: string
  readonly icon: LucideIcon
  /** The colour's token. Never alone: the icon and the word say the same. */
  readonly color: string
}

/** How each state of a stage is shown, the most urgent first. */
export const stateLooks: Readonly<Record<Stage['state'], StateLook>> = {
  running: { plural: 'running', text: 'running', icon: LoaderCircle, color: 'var(--accent)' },
  failed: { plural: 'failed', text: 'failed', icon: CircleX, color: 'var(--worse)' },
  blocked: { plural: 'blocked', text: 'blocked', icon: Ban, color: 'var(--worse)' },
  run: { plural: 'must run', text: 'must run', icon: Play, color: 'var(--warn-mark)' },
  'may-run': { plural: 'may run', text: 'may run', icon: Play, color: 'var(--warn-mark)' },
  restore: { plural: 'restored', text: 'from the cache', icon: Undo2, color: 'var(--accent)' },
  frozen: { plural: 'frozen', text: 'frozen', icon: Lock, color: 'var(--text-3)' },
  fresh: { plural: 'fresh', text: 'fresh', icon: Check, color: 'var(--better)' },
}

export const statesInOrder = Object.keys(stateLooks) as Stage['state'][]
