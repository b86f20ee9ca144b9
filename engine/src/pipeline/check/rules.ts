export type Severity = 'error' | 'warning' | 'note'

/** What a kind of finding means. */
export interface Rule {
  /** `error`: a run fails or is wrong; `warning`: it may surprise; `note`: worth knowing. */
  readonly severity: Severity
  /** When it is found. */
  readonly when: string
  /** Why it matters. */
  readonly why: string
  /** What to do about it. */
  readonly advice: string
}

/** Every kind of finding, by its code. docs/checks.md is made from it. */
export const rules = {
  unreadable: {
    severity: 'error',
    when: 'A `dvc.yaml`, `dvc.lock`, `.dvc` or params file is no valid YAML, or does not hold what it should.',
    why: 'Nothing in the file can be used.',
    advice: 'Correct the line that the message names. A merge conflict left in the file is the usual cause.',
  },
  shape: {
    severity: 'error',
    when: 'A key in `dvc.yaml` is unknown, missing, or has a value of the wrong kind.',
    why: 'The stage that it belongs to cannot be used; most often it is a typing mistake.',
    advice: 'Correct the key or its value.',
  },
  template: {
    severity: 'error',
    when: 'A `${…}` cannot be replaced, or `vars` cannot be loaded.',
    why: 'The command or path would be something else than what was meant.',
    advice: 'Correct the key in `dvc.yaml`, or add it to `params.yaml` or `vars`.',
  },
  'stage-field': {
    severity: 'error',
    when: 'A field of a stage turns out wrong when it is put together: a dictionary for a command, a `.dvc` file as an output.',
    why: 'The stage cannot be used.',
    advice: 'Correct the field.',
  },
  'outputs-overlap': {
    severity: 'error',
    when: 'Two stages or `.dvc` files make the same path, or one a path inside what the other makes.',
    why: 'What is there would depend on who ran last; no stage of the project can be run.',
    advice: 'Leave the path to one of them, or choose another one.',
  },
  'file-in-output': {
    severity: 'error',
    when: 'A `dvc.yaml` or `.dvc` file lies in a directory that a stage makes.',
    why: 'It would be deleted when the stage runs.',
    advice: 'Move it out of that directory.',
  },
  circle: {
    severity: 'error',
    when: 'Stages read what the others make, in a circle.',
    why: 'None of them can be first, so no stage of the project can be run.',
    advice: 'Take one of the dependencies out of the circle.',
  },
  'missing-dependency': {
    severity: 'error',
    when: 'A dependency is not there, and no stage and no `.dvc` file makes it.',
    why: 'The stage fails before its command starts.',
    advice: 'Correct the name, bring the file back, or track it with `sterna add` where it is.',
  },
  'missing-params-file': {
    severity: 'error',
    when: 'A file of parameters that a stage depends on is not there.',
    why: 'The stage fails before its command starts.',
    advice: 'Correct the name, or make the file. A path in `params` starts at the `wdir` of the stage.',
  },
  'missing-param': {
    severity: 'error',
    when: 'A parameter that a stage depends on is not in its file.',
    why: 'The stage fails before its command starts.',
    advice: 'Add the parameter to the file, or take it out of `params`.',
  },
  'tracked-by-git': {
    severity: 'error',
    when: 'Git tracks an output that the cache is to keep.',
    why: 'It would be kept twice and each checkout would change it behind the other; the stage fails when its output is recorded.',
    advice: '`git rm -r --cached PATH`, or `cache: false` for the output if it belongs to Git.',
  },
  'outside-output': {
    severity: 'error',
    when: 'An output that the cache is to keep lies outside of the project.',
    why: 'The cache cannot keep it.',
    advice: 'Move it into the project, or give it `cache: false`.',
  },
  'removed-dependency': {
    severity: 'warning',
    when: 'A dependency was taken out of the stage, but is in its entry of `dvc.lock`.',
    why: 'That alone does not make the stage run, so its outputs may still be those of the old dependency.',
    advice: 'If it plays a part in the outputs: `sterna repro -f -s STAGE`. If not: `sterna commit -f STAGE`.',
  },
  'removed-param': {
    severity: 'warning',
    when: 'A parameter was taken out of the stage, but is in its entry of `dvc.lock`.',
    why: 'That alone does not make the stage run, so its outputs may still be those of the old value.',
    advice: 'If it plays a part in the outputs: `sterna repro -f -s STAGE`. If not: `sterna commit -f STAGE`.',
  },
  'removed-output': {
    severity: 'warning',
    when: 'An output was taken out of the stage, but is in its entry of `dvc.lock`.',
    why: 'Its old file stays where it is and in `.gitignore`, though nobody makes it any more.',
    advice: 'Delete the file and its line in `.gitignore`, then `sterna commit -f STAGE`.',
  },
  'stale-entry': {
    severity: 'warning',
    when: '`dvc.lock` has an entry of a stage that `dvc.yaml` does not have.',
    why: 'Its data counts as used by nobody, and a new stage of that name would be compared with it.',
    advice:
      'Delete the entry from `dvc.lock`. If the stage was renamed, rename the entry too: then it need not run again.',
  },
  'case-clash': {
    severity: 'warning',
    when: 'Two paths of the project differ only in upper and lower case.',
    why: 'On macOS and Windows they are one and the same file.',
    advice: 'Rename one of them.',
  },
  'absolute-path': {
    severity: 'warning',
    when: 'A path of a stage is absolute.',
    why: 'It is there on this machine only; for everybody else the stage fails.',
    advice: 'Write it from the directory of `dvc.yaml`; data from elsewhere can be had with `sterna import-url`.',
  },
  'outside-path': {
    severity: 'warning',
    when: 'A path of a stage leads out of the project.',
    why: 'Neither Git nor a remote takes it along, so others do not have it.',
    advice: 'Move it into the project, or bring it in with `sterna import-url`.',
  },
  'named-twice': {
    severity: 'warning',
    when: 'A stage names the same path more than once.',
    why: 'One of them is not what was meant, most often.',
    advice: 'Name it once.',
  },
  'no-members': {
    severity: 'warning',
    when: 'A `foreach` or `matrix` stage has nothing to go over.',
    why: 'It makes no stages, so nothing of it runs.',
    advice: 'Fill the list or mapping that it goes over, or remove the stage.',
  },
  'deprecated-key': {
    severity: 'warning',
    when: 'A key is still allowed, but does nothing any more.',
    why: 'DVC 3.0 has removed checkpoints; the key is ignored.',
    advice: 'Take it out.',
  },
  'unused-var': {
    severity: 'note',
    when: 'Nothing uses a value of `vars`.',
    why: 'Most often its name is misspelt where it should be used.',
    advice: 'Take it out, or use it.',
  },
  'undeclared-file': {
    severity: 'note',
    when: 'A command names a file that is neither among the dependencies nor the outputs of its stage.',
    why: 'When the file changes, the stage does not run again.',
    advice: 'Add it to `deps` if the command reads it, to `outs` if it writes it.',
  },
  'undeclared-read': {
    severity: 'warning',
    when: 'A command was seen under `sterna watch` to read a file that its stage does not name.',
    why: 'When the file changes, the stage does not run again, and its outputs are those of the old one.',
    advice: 'Add it to `deps` or `params`.',
  },
  'no-outputs': {
    severity: 'note',
    when: 'A stage makes nothing.',
    why: 'Nobody can depend on it; without dependencies and parameters it runs every time.',
    advice: 'Name what it makes in `outs`, `metrics` or `plots`, if there is anything.',
  },
  frozen: {
    severity: 'note',
    when: 'A stage is frozen.',
    why: 'It never runs, whatever changes before it.',
    advice: 'Take `frozen: true` out when it is to run again.',
  },
} as const satisfies Readonly<Record<string, Rule>>

export type RuleCode = keyof typeof rules
