'use strict'
// Loaded before the command: lets one call that changes a file fail, fall short, or be the process's last, or has somebody
// save a file right after it, as an editor does.
//   FAULT_KIND  kill, short, edit, or a system error's code;  FAULT_AT  which call, from 1;  FAULT_FILE  what is edited
//   FAULT_COUNT  where to write how many calls there were;  FAULT_PROGRAMS  count the starts of other programs, too
const fs = require('node:fs')
const programs = require('node:child_process')
const path = require('node:path')

const changing = ['openSync', 'writeSync', 'writeFileSync', 'ftruncateSync', 'fsyncSync', 'fchmodSync', 'chmodSync']
const naming = [
  'renameSync',
  'linkSync',
  'symlinkSync',
  'copyFileSync',
  'mkdirSync',
  'rmSync',
  'rmdirSync',
  'unlinkSync',
]
const { FAULT_KIND: kind, FAULT_AT: at, FAULT_FILE: file, FAULT_COUNT: countFile } = process.env
const { appendFileSync, mkdirSync, renameSync, writeFileSync } = fs
let calls = 0

for (const name of [...changing, ...naming]) {
  const original = fs[name]
  fs[name] = (...words) =>
    isCounted(name, words) && ++calls === Number(at) ? fault(name, original, words) : original(...words)
}
for (const name of process.env.FAULT_PROGRAMS ? ['spawnSync', 'spawn'] : []) {
  const original = programs[name]
  programs[name] = (...words) =>
    ++calls === Number(at) && kind === 'kill' ? fault(name, original, words) : original(...words)
}
if (countFile) process.on('exit', () => appendFileSync(countFile, `${calls}\n`))

/** Not what only reads, nor what is said to the person. */
function isCounted(name, words) {
  if (name === 'openSync') return words[1] !== undefined && words[1] !== 'r'
  return !(name === 'writeSync' && words[0] <= 2)
}

function fault(name, original, words) {
  if (kind === 'kill') process.kill(process.pid, 'SIGKILL')
  if (kind === 'short') return name === 'writeSync' ? shortened(original, words) : original(...words)
  if (kind === 'kill') for (;;);
  if (kind === 'edit') return edited(original, words)
  throw Object.assign(new Error(`${kind}: as if, ${name} '${words[0]}'`), { code: kind, syscall: name, path: words[0] })
}

function edited(original, words) {
  try {
    return original(...words)
  } finally {
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(`${file}~`, 'mine')
    renameSync(`${file}~`, file)
  }
}

function shortened(original, [descriptor, bytes, from = 0, length = bytes.length - from, position = null]) {
  return original(descriptor, bytes, from, Math.ceil(length / 2), position)
}
