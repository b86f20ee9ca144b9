import { expect, it } from 'vitest'
import { explainNetworkError } from './network-failure.ts'

it.each([
  ['EPROTO', 'far: it does not speak TLS.'],
  ['ERR_SSL_WRONG_VERSION_NUMBER', 'far: it does not speak TLS.'],
  ['ERR_SSL_PACKET_LENGTH_TOO_LONG', 'far: it does not speak TLS.'],
  ['HPE_INVALID_CONSTANT', 'far: what answers there does not speak HTTP.'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'far: its certificate is not trusted.'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'far: its certificate is not trusted.'],
])('%s is told for people', (code, message) => {
  const error = Object.assign(new Error('from the system'), { code })
  expect(explainNetworkError(error, 'far')).toMatchObject({ code: 'remote-unreachable', message })
})
