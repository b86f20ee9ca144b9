import type { RunValue } from '@sterna/api'
import names from './run.module.css'
import { fieldText, paramId, type Typed } from './set-params.ts'

export interface Variation {
  readonly name: string
  readonly starts: boolean
  readonly typed: Typed
}

export const sameAgain: Variation = { name: '', starts: true, typed: {} }

interface Props {
  readonly params: readonly RunValue[]
  readonly variation: Variation
  readonly change: (variation: Variation) => void
}

/** A field for each parameter. What is typed is taken as the terminal takes it. */
export function VariationFields({ params, variation, change }: Props) {
  const { name, starts, typed } = variation
  return (
    <>
      <div className={names['fields']}>
        {params.map((param) => {
          const id = paramId(param)
          const text = typed[id] ?? fieldText(param.value)
          return (
            <label key={id}>
              <span>{id}</span>
              <input
                value={text}
                data-changed={text !== fieldText(param.value)}
                spellCheck={false}
                onChange={({ target }) => change({ ...variation, typed: { ...typed, [id]: target.value } })}
              />
            </label>
          )
        })}
        <label>
          <span>Name</span>
          <input
            value={name}
            placeholder="a free one is chosen"
            onChange={({ target }) => change({ ...variation, name: target.value })}
          />
        </label>
      </div>
      <label>
        <input
          type="checkbox"
          checked={starts}
          onChange={({ target }) => change({ ...variation, starts: target.checked })}
        />
        Have the queue run
      </label>
    </>
  )
}
