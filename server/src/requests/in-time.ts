import * as vm from 'node:vm'
import { Refusal } from './refusal.ts'

/** Others wait meanwhile. */
const mostMilliseconds = 2_000
const place: { work: () => unknown } = { work: () => undefined }
const context = vm.createContext(place)
const script = new vm.Script('work()')

/**
 * Carries out what somebody else has worded, such as a filter, in which a pattern may look at a text in more ways than
 * anybody can wait for. Stops it then: nothing else can stop a pattern.
 */
export function inTime<Result>(work: () => Result, milliseconds = mostMilliseconds): Result {
  place.work = work
  try {
    return script.runInContext(context, { timeout: milliseconds }) as Result
  } catch (error) {
    throw isTimeout(error) ? tookTooLong(milliseconds) : error
  } finally {
    place.work = () => undefined
  }
}

/** It is no `Error` of this context. */
function isTimeout(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === timeout
}

const timeout = 'ERR_SCRIPT_EXECUTION_TIMEOUT'

function tookTooLong(milliseconds: number): Refusal {
  return new Refusal(422, {
    code: 'took-too-long',
    message: `The filter took longer than ${milliseconds / 1000} s.`,
    hint: 'Write patterns without repetitions within repetitions, such as (a+)+.',
  })
}
