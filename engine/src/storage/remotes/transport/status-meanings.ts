import type { FailureCode } from '../../../foundation/base/index.ts'
import type { Meaning } from './network-failure.ts'

const tooMuch: Meaning = {
  message: 'it is asked too much',
  hint: 'Run the command again later, or with fewer jobs: -j 4',
}

/** What answers mean that any server may give, or what stands before it, when it cannot do its work at the moment. */
export const statusMeanings: Readonly<Record<number, Meaning>> = {
  408: { message: 'it has waited too long for what was sent', hint: 'Is the network slow? Run the command again.' },
  429: tooMuch,
  500: {
    message: 'something is wrong inside it',
    hint: 'Run the command again later. If that does not help, ask who keeps the server: its log says more.',
  },
  502: {
    message: 'what stands before it cannot reach it',
    hint: 'Perhaps it is being started anew: run the command again in some minutes.',
  },
  503: tooMuch,
  504: {
    message: 'it takes longer to answer than what stands before it waits',
    hint: 'Run the command again later, or with fewer jobs: -j 4',
  },
}

/** What it means that a file is not the one any more of which a part was read. */
export const changedMeanwhile: Meaning = {
  message: 'a file was changed there while it was read',
  hint: 'Run the command again when nobody writes there.',
}

/** What a program has to know of a refusal that means this. */
export function codeOf(meaning: Meaning | undefined): FailureCode {
  return meaning === changedMeanwhile ? 'conflict' : 'remote-refused'
}
