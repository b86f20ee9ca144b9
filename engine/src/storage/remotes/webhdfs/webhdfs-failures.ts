import { Failure } from '../../../foundation/base/index.ts'
import type { HttpAnswer } from '../transport/http-request.ts'
import { explainStatus } from '../web/web-failures.ts'

/** What an answer that is no success tells of; the service says more than its status. */
export function explainException(answer: HttpAnswer, name: string): Failure {
  const { code, message, hint } = explainStatus(answer, name)
  const said = /"message"\s*:\s*"((?:[^"\\]|\\.)*)"/.exec(answer.body.toString())?.[1]
  if (said === undefined) return new Failure(code, message, { ...(hint && { hint }) })
  const [first] = (JSON.parse(`"${said}"`) as string).split('\n')
  return new Failure(code, message.replace(/\.$/, `: ${first}.`), { ...(hint && { hint }) })
}

/** What answers in other words than the service has. */
export function noWebhdfs(name: string): Failure {
  return new Failure('remote-refused', `${name}: what answers there does not speak WebHDFS.`, {
    hint: 'Perhaps it is another service, or something on the way that wants a login. Look at the host and the port: sterna remote list',
  })
}
