import { createHmac } from 'node:crypto'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { KeyedHash } from './keyed-hash.ts'

it('a keyed hash is the HMAC that Node makes, text after text', () => {
  const key = fc.uint8Array({ maxLength: 64 })
  fc.assert(
    fc.property(key, fc.array(fc.string({ unit: 'binary', maxLength: 300 }), { maxLength: 4 }), (of, texts) => {
      const keyed = new KeyedHash(of)
      for (const text of texts) expect(keyed.of(text)).toBe(createHmac('sha256', of).update(text).digest('hex'))
    }),
  )
})
