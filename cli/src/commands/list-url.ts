import { flattenPlace, lookAtPlace, refuseStorageOptions } from '@sterna/engine'
import { command, flag, number, word } from '../shell/command.ts'
import { placeContext } from '../shell/place-context.ts'
import { storageOf, storageParameters } from '../shell/settings-parameters.ts'
import { listingLines, treeLines } from '../show/listing.ts'

export const listUrl = command({
  name: 'list-url',
  aliases: ['ls-url'],
  summary: 'List what is in a folder of this machine, or at a URL.',
  takes: {
    url: word('url', 'A file or folder: a path, a URL such as s3://bucket/path, or remote://name/path.'),
    isRecursive: flag('-R, --recursive', 'Also what is in directories.'),
    isTree: flag('-T, --tree', 'As a tree.'),
    level: number('-L, --level <depth>', 'How many directories deep, with --recursive or --tree.'),
    withSize: flag('--size', 'With the sizes.'),
    ...storageParameters,
  },
  failureExit: 255,
  exits: { usage: 251 },
  run: async ({ url, isRecursive, isTree, level = Number.POSITIVE_INFINITY, fsConfig }, { session }) => {
    const storage = storageOf({ fsConfig })
    refuseStorageOptions(url, storage)
    const depth = isTree || isRecursive || level === 0 ? level : 1
    const found = await lookAtPlace(placeContext(session), { url, storage }, depth)
    return isTree ? treeLines({ ...found, shown: url }) : flattenPlace(found, depth)
  },
  show: (lines, { withSize }) => listingLines(lines, { withSize, withHash: false }),
})
