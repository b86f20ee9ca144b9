import { expect, it } from 'vitest'
import { fingerprint } from './fingerprint.ts'

it('tells texts apart that differ little', () => {
  const texts = Array.from({ length: 200_000 }, (_, i) => `/data/${i % 1000}/file-${i}`)
  expect(new Set(texts.map(fingerprint)).size).toBe(texts.length)
  expect(new Set(texts.map((text) => fingerprint(text).slice(0, 8))).size).toBeGreaterThan(texts.length - 20)
  expect(new Set(texts.map((text) => fingerprint(text).slice(8))).size).toBeGreaterThan(texts.length - 20)
})
