import {
  addRemote,
  Failure,
  loadConfig,
  modifyRemote,
  removeRemote,
  renameRemote,
  setDefaultRemote,
} from '@sterna/engine'
import { command, flag, optionalWord, word } from '../shell/command.ts'
import { configContext, levelFlags, levelOf } from '../shell/config-level.ts'

const headline = 'configuration error'

export const remoteAdd = command({
  name: 'remote add',
  summary: 'Add a remote.',
  takes: {
    name: word('name', 'What it is called.'),
    url: word('url', 'A folder, or a URL.'),
    isDefault: flag('-d, --default', 'It is meant when no remote is named.'),
    force: flag('-f, --force', 'Replace a remote of this name.'),
    ...levelFlags,
  },
  headline,
  failureExit: 1,
  run: ({ name, url, isDefault, force, ...flags }, { session }) => {
    addRemote(configContext(session), levelOf(flags) ?? 'repo', name, url, { default: isDefault, force })
    return isDefault ? [`Setting '${name.toLowerCase()}' as a default remote.`] : []
  },
  show: (lines) => lines,
})

export const remoteDefault = command({
  name: 'remote default',
  summary: 'Show or set the default remote.',
  takes: {
    name: optionalWord('name', 'The remote to be meant when none is named.'),
    unset: flag('-u, --unset', 'Have no default.'),
    ...levelFlags,
  },
  headline,
  failureExit: 1,
  run: ({ name, unset, ...flags }, { session }) => {
    const context = configContext(session)
    if (name !== undefined || unset) setDefaultRemote(context, levelOf(flags) ?? 'repo', unset ? undefined : name)
    return name === undefined && !unset ? [loadConfig(context).defaultRemote() ?? ''] : []
  },
  show: (lines) => lines.map((name) => name || 'No default remote set'),
  exitCode: (lines) => (lines[0] === '' ? 1 : 0),
})

export const remoteList = command({
  name: 'remote list',
  summary: 'List the remotes.',
  takes: levelFlags,
  headline,
  failureExit: 1,
  run: (flags, { session }) => {
    const level = levelOf(flags)
    const all = loadConfig(configContext(session))
    const config = level === undefined ? all : all.ofLevel(level)
    return config
      .remotes()
      .map(({ name, url }) => [name, url, ...(name === config.defaultRemote() ? ['(default)'] : [])])
  },
  show: (rows, _request, { isTerminal }) => rows.map((cells) => (isTerminal ? cells.join('\t') : expandTabs(cells))),
})

export const remoteModify = command({
  name: 'remote modify',
  summary: "Change a remote's settings.",
  takes: {
    name: word('name', 'The remote.'),
    setting: word('option', 'Which of its settings.'),
    value: optionalWord('value', 'The new value.'),
    unset: flag('-u, --unset', 'Take the setting out.'),
    ...levelFlags,
  },
  headline,
  failureExit: 1,
  run: ({ name, setting, value, unset, ...flags }, { session }) => {
    if (value === undefined && !unset) throw valueRequired(name, setting)
    modifyRemote(configContext(session), levelOf(flags), name, setting, unset ? undefined : value)
  },
})

export const remoteRename = command({
  name: 'remote rename',
  summary: 'Give a remote another name.',
  takes: { name: word('name', 'The remote.'), to: word('new', 'What it shall be called.'), ...levelFlags },
  headline,
  failureExit: 1,
  run: ({ name, to, ...flags }, { session }) => {
    renameRemote(configContext(session), levelOf(flags) ?? 'repo', name, to)
  },
})

export const remoteRemove = command({
  name: 'remote remove',
  summary: 'Remove a remote.',
  takes: { name: word('name', 'The remote to remove.'), ...levelFlags },
  headline,
  failureExit: 1,
  run: ({ name, ...flags }, { session }) => {
    if (name === '') throw new Failure('usage', 'The name of a remote is not empty.')
    removeRemote(configContext(session), levelOf(flags) ?? 'repo', name)
  },
})

function valueRequired(name: string, setting: string): Failure {
  return new Failure('usage', `The value for "${setting}" of remote "${name}" is missing.`, {
    hint: `To take it out: sterna remote modify --unset ${name} ${setting}`,
  })
}

const tabStop = 8

/** Columns at every eighth place, as a terminal shows tabs. */
function expandTabs(cells: readonly string[]): string {
  return cells.reduce((line, cell) => line + ' '.repeat(tabStop - (line.length % tabStop)) + cell)
}
