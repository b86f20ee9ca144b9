import { describe, expect, it } from 'vitest'
import { azurePlace } from './azure-place.ts'

describe('the place that a URL of Azure names', () => {
  it.each([
    ['azure://data', undefined, 'data', ''],
    ['azure://data/a b/c%20d//', undefined, 'data', 'a b/c%20d'],
    ['azure://', 'usual', 'usual', ''],
    ['azure://data/x', 'usual', 'data', 'x'],
  ])('%s, with %s as the usual container', (url, usual, container, prefix) => {
    expect(azurePlace(url, usual)).toMatchObject({ container, prefix })
  })

  it('has a container', () => {
    expect(() => azurePlace('azure://', undefined)).toThrow("config file error: 'azure://' names no container")
  })
})
