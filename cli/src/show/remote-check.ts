import type { CheckedStep, RemoteCheck } from '@sterna/engine'

/** Each step with what became of it, and below a failed one what would mend it. */
export function remoteCheckLines({ name, url, credentials, steps }: RemoteCheck): string[] {
  return [
    `Remote '${name}' at ${url}`,
    ...(credentials === undefined ? [] : [`credentials  ${credentials}`]),
    ...steps.flatMap(stepLines),
  ]
}

function stepLines({ step, state, message, hint }: CheckedStep): string[] {
  const first = `${step.padEnd(12)} ${state}${message === undefined ? '' : `: ${message}`}`
  return hint === undefined ? [first] : [first, `${' '.repeat(13)}${hint}`]
}
