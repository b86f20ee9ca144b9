import { commitAll, git, remove, run, type Sequence, type Step, sequence, shell, write } from '../sequence.ts'

const status = run('data status --granular --unchanged --json', 'sets')
const withUntracked = run('data status --granular --unchanged --untracked-files --json', 'sets')
const withRemote = run('data status --granular --unchanged --not-in-remote --json', 'sets')

const tracked: readonly Step[] = [
  run('init --subdir', 'nothing'),
  write({
    'data/MNIST/raw/t10k': 'images\n',
    'data/MNIST/raw/train': 'more\n',
    'model ü.pt': 'weights\n',
    'x/y': 'y\n',
  }),
  run('add data/MNIST/raw', 'nothing'),
  run("add 'model ü.pt'", 'nothing'),
  run('add x/y', 'nothing'),
  commitAll('data'),
]

/**
 * What DVC's extension for VS Code calls for data, with the options it gives, from the root of a project: its tree of
 * tracked files and its view of changes are made of the answers.
 */
export const editorSequences: readonly Sequence[] = [
  sequence('an editor asks where it is', [
    run('root', 'lines'),
    run('data status --granular --unchanged --json'),
    run('init --subdir', 'nothing'),
    run('init --subdir'),
    run('root', 'lines'),
    status,
    shell('mkdir -p sub/deep'),
    run('--cd sub/deep root', 'lines'),
    run('config core.remote', 'lines'),
    run('remote list', 'lines'),
  ]),
  sequence('an editor shows what is tracked and what changes', [
    ...tracked,
    status,
    write({ 'data/MNIST/raw/t10k': 'other\n', 'data/MNIST/raw/new': 'n\n', 'model ü.pt': 'tuned\n', untracked: 'u\n' }),
    remove('x/y', 'data/MNIST/raw/train'),
    status,
    withUntracked,
    run('add data/MNIST/raw'),
    status,
    run("commit 'model ü.pt.dvc' -f"),
    status,
    run('checkout x/y.dvc', 'lines'),
    status,
    shell("git mv 'model ü.pt.dvc' renamed.dvc"),
    status,
  ]),
  sequence('an editor drops and takes back changes', [
    ...tracked,
    write({ 'data/MNIST/raw/t10k': 'other\n', 'model ü.pt': 'tuned\n' }),
    run('checkout'),
    run('checkout -f', 'lines'),
    status,
    write({ 'data/MNIST/raw/t10k': 'other\n', 'model ü.pt': 'tuned\n' }),
    run('checkout -f data/MNIST/raw/t10k', 'lines'),
    run("checkout 'model ü.pt' -f", 'lines'),
    status,
    write({ 'model ü.pt': 'tuned\n' }),
    run('commit -f'),
    git('stash --quiet'),
    run('checkout -f', 'lines'),
    status,
  ]),
  sequence(
    'an editor sends and gets data',
    [
      ...tracked,
      run('push'),
      run('remote add -d storage ../store'),
      run('remote list', 'lines'),
      withRemote,
      run("push 'model ü.pt'", 'lines'),
      run('push data/MNIST/raw/t10k data/MNIST/raw/train', 'lines'),
      withRemote,
      run('push', 'lines'),
      withRemote,
      remove('.dvc/cache', 'data/MNIST/raw', 'model ü.pt', 'x/y'),
      status,
      run("pull 'model ü.pt'", 'lines'),
      run('pull data/MNIST/raw/t10k', 'lines'),
      status,
      run('pull -f', 'lines'),
      status,
      run('remote modify storage url ../elsewhere'),
      run('remote rename storage other'),
      run('remote remove other'),
      run('remote list', 'lines'),
    ],
    ['store'],
    { '.dvc/config.local': 'DVC writes it, with nothing in it' },
  ),
  sequence('an editor renames and removes what is tracked', [
    ...tracked,
    run("move 'model ü.pt' model.pt"),
    run('move data/MNIST/raw data/MNIST/images'),
    status,
    run('remove x/y.dvc'),
    run('remove model.pt'),
    run('remove model.pt.dvc'),
    status,
    run('config --local studio.token secret'),
    run('config studio.token', 'lines'),
    run('config --local --unset studio.token'),
    run('config studio.offline', 'lines'),
    run('config --global studio.offline'),
  ]),
]
