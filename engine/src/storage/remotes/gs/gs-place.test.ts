import { describe, expect, it } from 'vitest'
import { gsEndpoint } from './gs-endpoint.ts'
import { gsPlace } from './gs-place.ts'

describe('the place that a URL gs:// names', () => {
  it.each([
    ['gs://data', 'data', '', 'gs://data'],
    ['gs://data/', 'data', '', 'gs://data'],
    ['gs://data/some/path/', 'data', 'some/path', 'gs://data/some/path'],
    ['gs://my.bucket/100% of it?#1', 'my.bucket', '100% of it?#1', 'gs://my.bucket/100% of it?#1'],
  ])('%s', (url, bucket, prefix, name) => {
    expect(gsPlace(url)).toEqual({ bucket, prefix, name })
  })

  it('has to have a bucket', () => {
    expect(() => gsPlace('gs:///path')).toThrow("config file error: 'gs:///path' names no bucket")
  })
})

describe('where it is reached', () => {
  it.each([
    ['https://storage.googleapis.com', {}, {}],
    ['https://storage.example.org', {}, { GOOGLE_CLOUD_UNIVERSE_DOMAIN: 'example.org' }],
    ['http://localhost:4443', {}, { STORAGE_EMULATOR_HOST: 'localhost:4443' }],
    ['https://localhost:4443', {}, { STORAGE_EMULATOR_HOST: 'https://localhost:4443/' }],
    ['https://storage.googleapis.com', {}, { STORAGE_EMULATOR_HOST: 'default' }],
    ['https://own.example.org', { endpointurl: 'https://own.example.org/' }, { STORAGE_EMULATOR_HOST: 'localhost' }],
  ])('%s with %o and %o', (endpoint, options, variables) => {
    expect(gsEndpoint(new Map(Object.entries(options)), variables)).toBe(endpoint)
  })

  it('has to be a URL', () => {
    expect(() => gsEndpoint(new Map([['endpointurl', 'localhost:1']]), {})).toThrow(
      "config file error: 'localhost:1' is no URL of a server for gs://.",
    )
  })
})
