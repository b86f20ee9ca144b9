import { commitAll, run, type Sequence, sequence, write } from '../sequence.ts'

const begin = [run('init', 'nothing'), commitAll('begin')]

/** Commands that only look: rules, lists, sizes, and files from elsewhere. */
export const lookingSequences: readonly Sequence[] = [
  sequence('check-ignore', [
    ...begin,
    write({
      '.dvcignore': '*.tmp\na*\n!keep.tmp\n/dir/\n# c\n  b.txt  \n/ü *\n',
      'sub/.dvcignore': 'z*\n!a.tmp\n',
      'dir/x/y': 'y',
      'a.tmp': 'a',
      'sub/zz': 'z',
    }),
    run(
      "check-ignore -d a.tmp keep.tmp b.txt dir dir/x/y sub/a.tmp sub/zz 'ü x' other .git .dvc/config nope.tmp ../x",
      'lines',
    ),
    run('check-ignore a.tmp keep.tmp other dir/ dir', 'lines'),
    run('check-ignore keep.tmp', 'lines'),
    run('check-ignore -d keep.tmp', 'lines'),
    run('check-ignore -d -n other keep.tmp', 'lines'),
    run('check-ignore -d other', 'lines'),
    run('check-ignore -a -d a.tmp', 'lines'),
    run('check-ignore'),
    run('check-ignore -n x'),
    run('check-ignore -a x'),
    run('check-ignore -q a.tmp'),
    run('check-ignore -q other'),
    run('check-ignore -q -d a.tmp'),
    run('check-ignore --stdin', 'lines'),
    run('check-ignore --stdin x'),
    run('--cd sub check-ignore -d ../a.tmp a.tmp zz', 'lines'),
  ]),
]
