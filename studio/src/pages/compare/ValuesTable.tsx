import type { Cell, ComparedValue, Comparison } from '@sterna/api'
import { comparedWith } from '../../parts/compared-with.ts'
import { cellText, differenceText } from '../../parts/numbers.ts'
import { Swatch } from '../../parts/Swatch.tsx'
import names from './compare.module.css'

interface Props {
  readonly title: string
  readonly values: readonly ComparedValue[]
  readonly runs: Comparison['runs']
  readonly base: number
  readonly choose: (base: string) => void
}

/** A line for each metric or parameter that differs, a column for each run. A run's name makes it what the others are compared with. */
export function ValuesTable({ title, values, runs, base, choose }: Props) {
  return (
    <table className={names['table']}>
      <thead>
        <tr>
          <th scope="col">{title} that differ</th>
          {runs.map(({ name }, index) => (
            <th key={name} scope="col" className={names['number']}>
              <button
                type="button"
                aria-pressed={index === base}
                onClick={() => choose(name)}
                title="Compare the others with this one"
              >
                <Swatch place={index} />
                {name}
              </button>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {values.map((value) => (
          <tr key={value.id}>
            <th scope="row" title={`${value.file}: ${value.name}`}>
              {value.name}
            </th>
            {value.values.map((cell, index) => (
              <ComparedCell
                key={runs[index]!.name}
                value={value}
                cell={cell}
                base={index === base ? undefined : value.values[base]}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface CellProps {
  readonly value: ComparedValue
  readonly cell: Cell
  readonly base: Cell | undefined
}

function ComparedCell({ value, cell, base }: CellProps) {
  const compared = comparedWith(value, cell, base)
  return (
    <td className={names['number']} data-same={base !== undefined && cell === base}>
      {cellText(cell)}
      <small data-verdict={compared?.verdict}>
        {compared ? differenceText(compared.difference) : ''}
        {compared && compared.verdict !== 'different' ? ` ${compared.verdict}` : ''}
      </small>
    </td>
  )
}
