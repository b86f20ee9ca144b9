import { describe, expect, it } from 'vitest'
import { elementsOf, encoded, textOf } from './xml.ts'

describe('the XML of storage servers', () => {
  it('has elements, with and without a namespace', () => {
    const xml =
      '<?xml version="1.0"?><D:list xmlns:D="DAV:"><D:item a="1">one</D:item><item>two</item><items>no</items></D:list>'
    expect([...elementsOf(xml, 'item')]).toEqual(['one', 'two'])
  })

  it('has texts, with their entities', () => {
    expect(textOf('<Key>a &amp;&lt;b&gt; &#x1f600;&#228;&quot;&apos;&unknown;</Key>', 'Key')).toBe(
      `a &<b> 😀ä"'&unknown;`,
    )
  })

  it.each([
    ['<A/>', ''],
    ['<A></A>', ''],
    ['<B>b</B>', undefined],
    ['<A>never ends', undefined],
  ])('reads %s as %j', (xml, expected) => expect(textOf(xml, 'A')).toBe(expected))

  it('takes texts that would be markup', () => {
    expect(textOf(`<A>${encoded('<&>')}</A>`, 'A')).toBe('<&>')
  })
})
