import {
  type EntryTree,
  Failure,
  type ListedEntry,
  listFiles,
  openTree,
  treeOfFiles,
  withoutPassword,
} from '@sterna/engine'
import { command, flag, number, optionalWord, word } from '../shell/command.ts'
import { about, sourceParameters, withRepository } from '../shell/source-parameters.ts'
import { type Branch, type ListedLine, listingLines, treeLines } from '../show/listing.ts'

export const list = command({
  name: 'list',
  aliases: ['ls'],
  summary: 'List what a repository holds: files of Git and tracked data.',
  takes: {
    url: word('url', 'A Git repository: a folder, or a URL that Git can reach.'),
    path: optionalWord('path', 'A file or directory inside it.'),
    isRecursive: flag('-R, --recursive', 'Also what is in directories.'),
    isTree: flag('-T, --tree', 'As a tree.'),
    level: number('-L, --level <depth>', 'How many directories deep, with --recursive or --tree.'),
    isDataOnly: flag('--dvc-only', 'Only tracked data.'),
    withSize: flag('--size', 'With the sizes.'),
    withHash: flag('--show-hash', 'With the hashes of data.'),
    ...sourceParameters,
  },
  failureExit: 1,
  exits: { usage: 255, config: 1 },
  run: async ({ url, isTree, ...request }, { session }): Promise<readonly ListedLine[]> => {
    try {
      return await withRepository(session, url, request, async (repository) => {
        const open = await openTree(repository)
        return isTree ? treeLines(branchOf(await treeOfFiles(open, request))) : await listFiles(open, request)
      })
    } catch (error) {
      throw about(`failed to list '${withoutPassword(url)}'`, error, ['git', 'unsupported', 'remote', 'config'])
    }
  },
  show: listingLines,
  json: (entries, { isTree }) => {
    if (isTree) throw new Failure('usage', 'Cannot use --tree and --json options together.')
    return (entries as readonly ListedEntry[]).map(({ isOutput, isDirectory, isExecutable, bytes, hash, shown }) => ({
      isout: isOutput,
      isdir: isDirectory,
      isexec: isExecutable,
      size: bytes ?? null,
      md5: hash ?? null,
      path: shown,
    }))
  },
})

function branchOf({ entry, shown, contents }: EntryTree): Branch {
  return { ...entry, shown, contents: contents.map(branchOf) }
}
