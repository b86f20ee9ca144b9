import type { FailureCode } from '../engine/src/index.ts'

/** What docs/failures.md says of each code: when a person meets it, and what to do then. */
export const failureCodes: Readonly<Record<FailureCode, { readonly when: string; readonly advice: string }>> = {
  composition: {
    when: 'A Hydra configuration cannot be put together, or uses something of Hydra that Sterna does not do.',
    advice: 'Correct the file that the message names, or run once without composing: `sterna exp run --no-hydra`.',
  },
  config: {
    when: 'A settings file cannot be read, a setting in it is not allowed, or a setting or remote that was asked for is not there.',
    advice: 'Correct the file that the message names, or see what is set: `sterna config --list --show-origin`.',
  },
  conflict: {
    when: 'A file changed while it was being read, so its hash would be that of no state it ever had.',
    advice: 'Run the command again when nothing writes the file.',
  },
  'corrupt-object': {
    when: 'An object of the cache or of a remote does not hold the bytes that its name promises.',
    advice:
      '`sterna verify` sets it aside and mends it from the trash, the work tree or a remote. Otherwise `sterna add` the data again.',
  },
  'data-not-sent': {
    when: 'Git was about to push commits whose data the remote does not have, and the data is not here either.',
    advice: 'Bring the data back and run `sterna push`, or push the commits all the same with `git push --no-verify`.',
  },
  'disk-full': {
    when: 'The disk is full, or your quota on it used up.',
    advice: 'Free some space and run the command again. What was finished is kept.',
  },
  'experiment-exists': {
    when: 'An experiment of this name began at the same commit already, and what it holds is something else.',
    advice: 'Choose another name with `-n`, or replace the experiment with `--force`.',
  },
  'experiment-pinned': {
    when: 'An experiment that would be removed or replaced is pinned.',
    advice: 'Let go of it first: `sterna exp unpin NAME`. To see what is pinned: `sterna exp pin`.',
  },
  'file-exists': {
    when: 'A project, a stage or a folder is there already where a new one was to be made.',
    advice: 'Choose another name, or replace what is there with `--force`.',
  },
  'file-format': {
    when: 'A file is no valid YAML, JSON, TOML, INI or Python, or does not hold what DVC keeps in it.',
    advice: 'Correct the line that the message shows. A merge conflict of Git left in the file is the usual cause.',
  },
  'file-missing': {
    when: 'A file, folder or dependency is not there, or a link points to nothing.',
    advice: 'Correct the name. If it is data of the project: `sterna pull`.',
  },
  'file-unreadable': {
    when: 'The operating system refuses: no permission, a read-only file system, too many open files, too long a name.',
    advice: 'Check who owns the file and the folders above it, and how the disk is mounted.',
  },
  git: {
    when: 'There is no Git repository, no such revision, or a command of Git failed.',
    advice: 'Read what Git said in the message. To begin: `git init`. To do without Git: `sterna init --no-scm`.',
  },
  'ignore-file-inside': {
    when: 'A tracked directory holds a `.dvcignore` of its own.',
    advice: 'Move its lines to a `.dvcignore` above the directory.',
  },
  ignored: {
    when: 'What was named is hidden by `.dvcignore`, or a file that Git must see is hidden by `.gitignore`.',
    advice: 'Take the pattern out, or add an exception such as `!data`.',
  },
  interpolation: {
    when: 'A `${…}` in `dvc.yaml` cannot be replaced: the key is not there, ambiguous, or no text.',
    advice: 'Correct the key in `dvc.yaml`, or add it to `params.yaml` or `vars`.',
  },
  interrupted: {
    when: 'You stopped the command, by Ctrl-C or by a signal.',
    advice: 'Run it again. Finished stages and transferred files are kept.',
  },
  'merge-conflict': {
    when: 'Both sides of a merge changed the same file of a data set, the same stage or the same setting, each in its own way.',
    advice:
      'Choose one side: `sterna merge-driver --take ours FILE` or `--take theirs FILE`. All that only one side changed is merged already.',
  },
  'missing-data': {
    when: 'Data is neither in the work tree nor in the cache.',
    advice:
      '`sterna pull` gets it from the remote. If it was never pushed, `sterna repro` makes what a stage can make.',
  },
  'missing-params': {
    when: 'A stage depends on a parameter that its file does not have.',
    advice: "Add it to the file, or take it out of the stage's `params`.",
  },
  'no-versions': {
    when: 'A remote is said to keep versions of its files, but the storage that it is in does not.',
    advice: 'Turn versioning on there, or take `version_aware` and `worktree` out of the settings of the remote.',
  },
  'not-a-repository': {
    when: 'The command needs a project, and there is none in this folder or above it.',
    advice: 'Go into one, or make one: `git init && sterna init`.',
  },
  'not-confirmed': {
    when: '`commit` would record a stage whose command, inputs or outputs changed without a run, and nobody has said yes.',
    advice: 'Answer the question, say yes beforehand with `--force`, or run the stage: `sterna repro`.',
  },
  'outputs-overlap': {
    when: 'Two stages or `.dvc` files want the same path, or one a path inside what the other tracks.',
    advice: 'Leave it to one of them: `sterna remove` the other, or choose another path.',
  },
  'outside-project': {
    when: 'A `.dvc` file, `dvc.lock` or a manifest wants data written outside of the project, into `.git` or `.dvc`, or behind a link that leads out.',
    advice: 'If you did not expect this, do not trust the repository. Otherwise give the output a path in the project.',
  },
  'override-invalid': {
    when: 'A value of `--set-param` is no override, or does not fit the params file.',
    advice: 'Add new keys with `+key=value`, quote values with special characters: `-S \'key="a=b"\'`.',
  },
  'pipeline-cycle': {
    when: 'Stages wait for each other in a circle, so none can be first.',
    advice: 'Take one of the dependencies out. The message names the stages.',
  },
  remote: {
    when: 'No remote is set, the one named is not there, or some files could not be transferred.',
    advice:
      'To set one: `sterna remote add -d NAME FOLDER`. After a failed transfer run the command again for the rest.',
  },
  'remote-refused': {
    when: 'A remote answers, but does not do what it is asked: credentials that it does not know or that may not do that, a bucket that is not there.',
    advice: '`sterna remote check` tries each step and says which credentials were used and what would help.',
  },
  'remote-unreachable': {
    when: 'A remote cannot be reached: no network, a wrong name or port, a certificate that is not trusted, no answer in time.',
    advice: 'Look at the URL with `sterna remote list`. What has arrived is kept, so run the command again.',
  },
  'stage-failed': {
    when: "A stage's command ended with an exit code other than 0.",
    advice: 'Mend the command and `sterna repro`. The stages before it are kept, and its outputs from before are back.',
  },
  'stage-invalid': {
    when: 'A stage in `dvc.yaml` is not written as DVC wants it.',
    advice: 'Correct it. All mistakes of the file are listed at once, with their lines.',
  },
  'target-unknown': {
    when: 'What was named is no stage, no `.dvc` file and no output, or a pattern matches nothing.',
    advice: 'Correct the name. To see the stages there are: `sterna stage list`.',
  },
  'tracked-by-git': {
    when: 'Git already keeps the file that was to be tracked as data.',
    advice: '`git rm -r --cached PATH`, commit, then `sterna add PATH`.',
  },
  'unsaved-changes': {
    when: '`checkout` would replace or delete data that is in no cache.',
    advice: 'Keep it with `sterna commit`, or give it up with `--force`.',
  },
  unsupported: {
    when: 'DVC or the file system can do this, sterna cannot (yet), or neither can.',
    advice: 'The hint of the message names another way. `dvc` works on the same repository.',
  },
  usage: {
    when: 'The words are a command, but do not make sense together.',
    advice: '`sterna COMMAND --help`.',
  },
  'workspace-busy': {
    when: 'Another `sterna` or `dvc` process works in the project, or on the path.',
    advice: 'Wait for it, or use `--wait-for-lock`. If no such process runs, delete the lock that the message names.',
  },
}
