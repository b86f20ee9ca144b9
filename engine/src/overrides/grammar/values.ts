import type { FunctionCall } from './function-call.ts'
import { callFunction } from './functions.ts'
import { type Element, type ElementMap, isSweep, type Sweep } from './override.ts'
import { OverrideProblem } from './override-problem.ts'
import { readDictKey, readPrimitive } from './primitives.ts'
import { setLikePython } from './python-values.ts'
import type { Random } from './shuffled.ts'
import type { TokenReader } from './token-reader.ts'

/** What stands behind the `=`: an element, several with commas between them, or nothing, which is the empty text. */
export function readValue(tokens: TokenReader, random: Random): Element | Sweep {
  return tokens.isNext('end') ? '' : new ValueReader(tokens, random).value()
}

class ValueReader {
  readonly #tokens: TokenReader
  readonly #random: Random

  constructor(tokens: TokenReader, random: Random) {
    this.#tokens = tokens
    this.#random = random
  }

  value(): Element | Sweep {
    const first = this.#element()
    if (!this.#tokens.isNext('comma')) return first
    const elements = [first]
    while (this.#tokens.skip('comma')) elements.push(this.#element())
    return { kind: 'choice', elements: elements.map(plainElement), isSimple: true, isShuffled: false }
  }

  #element(): Element | Sweep {
    const [first, second] = [this.#tokens.peek(), this.#tokens.peek(1)]
    if (first.kind === 'open-bracket') return this.#tokens.nested(() => this.#list())
    if (first.kind === 'open-brace') return this.#tokens.nested(() => this.#dict())
    const isCall = first.kind === 'id' && second.kind === 'open-paren'
    return isCall ? this.#tokens.nested(() => this.#call()) : readPrimitive(this.#tokens)
  }

  #list(): Element[] {
    this.#tokens.take()
    const items: Element[] = []
    if (this.#tokens.skip('close-bracket')) return items
    do items.push(plainElement(this.#element()))
    while (this.#tokens.skip('comma'))
    this.#tokens.expect('close-bracket', 'expected "," or "]"')
    return items
  }

  #dict(): ElementMap {
    this.#tokens.take()
    const map: ElementMap = new Map()
    if (this.#tokens.skip('close-brace')) return map
    do {
      const key = readDictKey(this.#tokens)
      this.#tokens.expect('colon', 'expected ":" behind the key')
      setLikePython(map, key, plainElement(this.#element()))
    } while (this.#tokens.skip('comma'))
    this.#tokens.expect('close-brace', 'expected "," or "}"')
    return map
  }

  #call(): Element | Sweep {
    const start = this.#tokens.peek().start
    const call: FunctionCall = { name: this.#tokens.take().text, args: [], named: new Map() }
    this.#tokens.take()
    if (!this.#tokens.skip('close-paren')) {
      do this.#argument(call)
      while (this.#tokens.skip('comma'))
      this.#tokens.expect('close-paren', 'expected "," or ")"')
    }
    return callFunction(call, this.#random, start)
  }

  #argument({ args, named }: FunctionCall): void {
    const isNamed = this.#tokens.isNext('id') && this.#tokens.peek(1).kind === 'equal'
    if (isNamed) {
      const name = this.#tokens.take().text
      this.#tokens.take()
      named.set(name, this.#element())
    } else {
      if (named.size > 0) this.#tokens.fail('an argument without a name stands behind one with a name')
      args.push(this.#element())
    }
  }
}

/** A sweep has no place within a list, a mapping or another sweep. */
function plainElement(element: Element | Sweep): Element {
  if (isSweep(element)) throw new OverrideProblem('a sweep cannot stand inside a list, a mapping or another sweep')
  return element
}
