import { expect, it } from 'vitest'
import { studioSettings } from './studio-settings.ts'

const usual = { token: 't', url: 'https://studio.datachain.ai/api/live', repository: undefined }

it.each([
  [{}, undefined],
  [{ DVC_STUDIO_URL: 'http://127.0.0.1:1' }, undefined],
  [{ DVC_STUDIO_TOKEN: 't' }, usual],
  [{ STUDIO_TOKEN: 't' }, usual],
  [{ DVC_STUDIO_TOKEN: 't', DVC_STUDIO_OFFLINE: 'True' }, undefined],
  [{ DVC_STUDIO_TOKEN: 't', DVC_STUDIO_OFFLINE: 'no' }, usual],
  [
    { DVC_STUDIO_TOKEN: 't', DVC_STUDIO_URL: 'http://127.0.0.1:4117', DVC_STUDIO_REPO_URL: 'r' },
    { ...usual, url: 'http://127.0.0.1:4117/api/live', repository: 'r' },
  ],
  [
    { DVC_STUDIO_TOKEN: 't', STUDIO_ENDPOINT: 'live', STUDIO_REPO_URL: 'r' },
    { ...usual, url: 'https://studio.datachain.ai/live', repository: 'r' },
  ],
  [{ DVC_STUDIO_TOKEN: 't', DVC_STUDIO_URL: 'nowhere' }, undefined],
])('with %j a studio is told so: %j', (variables, settings) => {
  expect(studioSettings(variables)).toEqual(settings)
})
