'use strict'
// Writes a file again and again until it is killed or may not write it any more.
//   FILE rewrite BYTES: as many bytes in one call, all of one letter;  FILE append: a line more each time
const fs = require('node:fs')

const [file, kind, bytes] = process.argv.slice(2)
const letters = ['a', 'b']
const ownerMayWrite = 0o200

function writeOnce() {
  const descriptor = fs.openSync(file, kind === 'append' ? 'a' : 'r+')
  try {
    if ((fs.fstatSync(descriptor).mode & ownerMayWrite) === 0) process.exit()
    letters.reverse()
    if (kind === 'append') fs.writeSync(descriptor, 'line\n')
    else fs.writeSync(descriptor, Buffer.alloc(Number(bytes), letters[0]), 0, Number(bytes), 0)
  } finally {
    fs.closeSync(descriptor)
  }
  setTimeout(writeOnce, 2 + Math.random() * 80)
}

writeOnce()
