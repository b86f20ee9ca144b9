/** What may change while a page is open. A page asks anew for what it shows of it. */
export const subjects = ['project', 'experiments', 'pipeline', 'data', 'live', 'queue', 'logs'] as const
export type Subject = (typeof subjects)[number]

/** Something has changed. `stamp` differs from one state to the next. */
export interface ChangedEvent {
  readonly kind: 'changed'
  readonly subject: Subject
  readonly stamp: string
}
