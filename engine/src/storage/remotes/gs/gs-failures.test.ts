import { describe, expect, it } from 'vitest'
import { Failure } from '../../../foundation/base/index.ts'
import { explainGs, explainUnreachable, isAskedTooMuch, isBucketMissing } from './gs-failures.ts'
import { explainLogin } from './login-failures.ts'

const place = { bucket: 'data', prefix: 'x', name: 'gs://data/x' }

function answer(status: number, reason: string, message = '') {
  const error = { code: status, message, errors: [{ reason, message }] }
  return { status, headers: {}, body: Buffer.from(reason === '' ? message : JSON.stringify({ error })) }
}

function told(status: number, reason: string, message?: string): Failure {
  return explainGs(answer(status, reason, message), place, { method: 'POST' })
}

describe("what Google's storage refuses", () => {
  it.each([
    [401, 'authError', 'Invalid Credentials: secret', 'it does not believe this login'],
    [401, 'required', 'Anonymous caller does not have storage.objects.get access', 'it wants to know who asks'],
    [401, '', 'Anonymous caller does not have storage.objects.get access', 'it wants to know who asks'],
    [403, 'forbidden', 'robot does not have storage.objects.create access', 'these credentials may not do that'],
    [403, '', '<html>secret</html>', 'these credentials may not do that'],
    [403, 'forbidden', 'Request had insufficient authentication scopes.', 'this login is not for storage'],
    [403, 'forbidden', "Request is prohibited by organization's policy.", 'a rule of the organization'],
    [403, 'accountDisabled', 'The billing account is disabled', 'the project it belongs to is disabled'],
    [403, 'retentionPolicyNotMet', '', 'a file there is held'],
    [403, 'rateLimitExceeded', '', 'it is asked too much'],
    [400, 'required', 'Bucket is a requester pays bucket but no user project provided.', 'who asks has to pay there'],
    [400, 'invalid', "Provided MD5 hash doesn't match", 'other bytes arrived than were sent'],
    [404, 'notFound', 'The specified bucket does not exist.', 'there is no such bucket'],
    [404, 'notFound', 'Not Found', 'there is no such bucket'],
    [412, 'conditionNotMet', '', 'a file there changed while it was read'],
    [413, 'uploadTooLarge', '', 'a file is too large for it'],
    [503, 'backendError', '', 'it answers 503 backendError'],
    [503, '', 'secret', 'it is asked too much'],
    [418, 'teapot', 'secret', 'it answers 418 teapot'],
  ])('%i %s (%s) is told in words, with what helps and without a secret', (status, reason, message, words) => {
    const failure = told(status, reason, message)
    expect(failure.message).toContain(`gs://data/x: ${words}`)
    expect(failure.hint).not.toBe('')
    expect(`${failure.message} ${failure.hint}`).not.toContain('secret')
  })

  it.each([
    [{ method: 'GET' }, 'storage.objects.list (the role Storage Object Viewer has it)'],
    [{ method: 'GET', key: 'x/file' }, 'storage.objects.get (the role Storage Object Viewer has it)'],
    [
      { method: 'PUT' },
      'storage.objects.create, and storage.objects.delete to replace (the role Storage Object User has it)',
    ],
    [{ method: 'DELETE', key: 'x/file' }, 'storage.objects.delete (the role Storage Object User has it)'],
  ])('names the right that %o needs', (asked, right) => {
    expect(explainGs(answer(403, 'forbidden'), place, asked).hint).toBe(`They need ${right} on bucket 'data'.`)
  })

  it('tells a bucket that is missing from an object, and a limit from a right', () => {
    expect(isBucketMissing(answer(404, 'notFound', 'The specified bucket does not exist.'))).toBe(true)
    expect(isBucketMissing(answer(404, 'notFound', 'No such object: data/x'))).toBe(false)
    expect(isAskedTooMuch(answer(403, 'userRateLimitExceeded'))).toBe(true)
    expect(isAskedTooMuch(answer(403, 'forbidden'))).toBe(false)
  })

  it('names the machine that is not there, but not that of another service', () => {
    const cause = Object.assign(new Error('no'), { code: 'ENOTFOUND' })
    const unreachable = (message: string) =>
      explainUnreachable(
        new Failure('remote-unreachable', message, { cause }),
        'gs://data/x',
        'https://own.example.org',
      )
    expect(unreachable('gs://data/x: there is no machine of this name.')).toMatchObject({
      message: "gs://data/x: there is no machine 'own.example.org'.",
    })
    expect(unreachable('gs://data/x (its login at y): there is no machine of this name.')).toMatchObject({
      message: 'gs://data/x (its login at y): there is no machine of this name.',
    })
  })
})

describe('a login that Google refuses', () => {
  it.each([
    ['invalid_grant', 'Token has been expired or revoked.', 'this login has ended or was taken back'],
    ['invalid_grant', 'Invalid JWT: Check your iat and exp values in the JWT claim.', "this machine's clock differs"],
    ['invalid_grant', 'Invalid JWT Signature.', 'its key is not, or no longer, one of its account'],
    ['invalid_grant', 'Invalid grant: account not found', 'there is no such account'],
    ['invalid_client', 'The OAuth client was not found.', 'Google answers 400 invalid_client: The OAuth client'],
  ])('%s (%s) is told in words', (error, description, words) => {
    const body = Buffer.from(JSON.stringify({ error, error_description: description }))
    const failure = explainLogin({ status: 400, headers: {}, body }, 'the option')
    expect(failure.message).toContain(`No token for Google with the option: ${words}`)
    expect(failure.hint).not.toBe('')
  })
})
