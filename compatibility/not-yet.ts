/** What DVC's command line takes and ours does not, and why: a group, a command, or an option of one. */
export const notYet: Readonly<Record<string, string>> = {
  daemon: "DVC's own: it calls itself to look for updates and to report usage, neither of which we do",
  'exp exec-run': "DVC's own: a process of the queue",
  'exp queue-worker': "DVC's own: a process of the queue",
  studio: 'the service of another maker',
  'import-db': 'data from a database',
  'test-db': 'data from a database',
  dataset: 'data of services',
  ds: 'data of services',
}

/** What we take and no sequence compares with real DVC, and why. */
export const notCompared: Readonly<Record<string, string>> = {
  'queue start': 'runs on beside the sequence',
  'queue stop': 'as well',
  'queue kill': 'as well',
  'queue logs': 'as well',
  completion: 'the script is our own',
  'exp rename -g': 'DVC takes it and renames the one of this clone; we refuse',
  'plots show --open': 'opens a browser',
  'plots diff --open': 'opens a browser',
}
