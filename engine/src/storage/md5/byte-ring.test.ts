import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { ByteRing, pieceKinds } from './byte-ring.ts'
import { DigestAnswers } from './digest-answers.ts'
import { DigestElsewhere } from './digest-elsewhere.ts'

describe('a ring of pieces', () => {
  it('hands over what was put in, in order, round and round', () => {
    const ring = new ByteRing()
    const other = new ByteRing(ring.memory)
    for (let i = 0; i < 100; i++) {
      ring.put(i % 3, pieceKinds.bytes, Uint8Array.of(i))
      other.take(({ stream, kind, bytes }) =>
        expect([stream, kind, [...bytes]]).toEqual([i % 3, pieceKinds.bytes, [i]]),
      )
    }
  })

  it('cuts what is too long', () => {
    const ring = new ByteRing()
    ring.put(0, pieceKinds.bytes, new Uint8Array(600_000))
    const lengths: number[] = []
    for (let i = 0; i < 3; i++) ring.take(({ bytes }) => lengths.push(bytes.length))
    expect(lengths).toEqual([262_144, 262_144, 75_712])
  })
})

describe('digests found elsewhere', () => {
  it('are those of the streams, however their pieces are mixed', () => {
    const ring = new ByteRing()
    const answers = new DigestAnswers(4)
    const elsewhere = new DigestElsewhere(ring, answers)
    const put = (...words: Parameters<ByteRing['put']>) => {
      ring.put(...words)
      elsewhere.step()
    }
    for (const stream of [0, 3]) put(stream, pieceKinds.begin)
    for (const text of ['a', 'b']) {
      put(0, pieceKinds.bytes, Buffer.from(text))
      put(3, pieceKinds.bytes, Buffer.from(text.toUpperCase()))
    }
    for (const stream of [0, 3]) put(stream, pieceKinds.end)
    const md5 = (text: string) => createHash('md5').update(text).digest('hex')
    expect([answers.hear(3), answers.hear(0)]).toEqual([md5('AB'), md5('ab')])
  })

  it('fail for a stream that was not begun', () => {
    const ring = new ByteRing()
    const answers = new DigestAnswers(1)
    ring.put(0, pieceKinds.end)
    new DigestElsewhere(ring, answers).step()
    expect(() => answers.hear(0)).toThrow('does not answer')
  })
})
