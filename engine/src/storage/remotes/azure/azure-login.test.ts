import { describe, expect, it } from 'vitest'
import { azureLogin } from './azure-login.ts'
import type { LoginWay } from './login-ways.ts'

const inAnHour = Date.now() + 3_600_000
const giving = (source: string, until = inAnHour): LoginWay & { asked: number } => ({
  source,
  asked: 0,
  async ask() {
    this.asked++
    return { token: `token ${this.asked}`, expiresOnTimestamp: until }
  },
})
const failing = (source: string, name: string, message: string): LoginWay => ({
  source,
  ask: () => Promise.reject(Object.assign(new Error(message), { name })),
})
const closed = failing('closed', 'CredentialUnavailableError', 'not here')
const login = (...ways: readonly LoginWay[]) => azureLogin('azure://data/x', async () => ways)

describe('a login with Azure', () => {
  it('goes the first way that leads to a token', async () => {
    const broken = failing('broken', 'AuthenticationError', 'no')
    expect(await login(closed, broken, giving('third'), giving('fourth')).token()).toMatchObject({ source: 'third' })
  })

  it('is asked for once, and again when it ends or is not believed', async () => {
    const lasting = giving('lasting')
    const kept = login(lasting)
    await Promise.all([kept.token(), kept.token(), kept.token()])
    expect(lasting.asked).toBe(1)
    expect(kept.forget()).toBe(true)
    expect(kept.forget()).toBe(false)
    expect(await kept.token()).toMatchObject({ token: 'token 2' })
    const ending = giving('ending', Date.now() + 60_000)
    const renewed = login(ending)
    await renewed.token()
    await renewed.token()
    expect(ending.asked).toBe(2)
  })

  it('that fails says why, and what to do', async () => {
    const broken = failing('the service principal', 'AuthenticationError', 'invalid_client: no\nTrace ID: 1')
    await expect(login(closed, broken).token()).rejects.toMatchObject({
      message: 'azure://data/x: the service principal gave no token: invalid_client: no',
      code: 'remote-refused',
    })
    await expect(login(closed).token()).rejects.toMatchObject({
      message: 'azure://data/x: no credentials for it are anywhere.',
    })
  })
})
