import type { TaskInQueue } from '@sterna/api'
import names from './queue.module.css'

interface Props {
  readonly tasks: readonly TaskInQueue[]
  readonly chosen: readonly string[]
  readonly turn: (id: string) => void
}

const shownDigits = 7

/** Which tasks are meant. Of one there is no choice. */
export function TaskChoice({ tasks, chosen, turn }: Props) {
  return (
    <div className={names['choice']}>
      {tasks.map(({ id, name, state }) => (
        <label key={id}>
          <input
            type="checkbox"
            checked={chosen.includes(id)}
            disabled={tasks.length === 1}
            onChange={() => turn(id)}
          />
          {name ?? id.slice(0, shownDigits)} <span>{state}</span>
        </label>
      ))}
    </div>
  )
}
