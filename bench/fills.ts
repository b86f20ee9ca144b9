import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import * as path from 'node:path'
import { entry } from './worlds.ts'

const manyFiles = 100_000
const directories = 100

/** 100,000 files of 1 to 10 KB, the same bytes every time. */
export function fillMany(directory: string): void {
  for (let i = 0; i < directories; i++) fs.mkdirSync(path.join(directory, `data/d${i}`), { recursive: true })
  for (let i = 0; i < manyFiles; i++) {
    const seed = createHash('md5').update(String(i)).digest()
    const bytes = 1024 + (seed.readUInt32LE(0) % 9216)
    fs.writeFileSync(path.join(directory, `data/d${i % directories}/f${i}.bin`), Buffer.alloc(bytes, seed))
  }
}

/** So many files of 1 KB, 1,000 in a directory. */
export function fillSmall(directory: string, files: number): void {
  const content = Buffer.alloc(1024, 'sterna measures')
  for (let i = 0; i < files; i++) {
    const parent = path.join(directory, `data/d${Math.floor(i / 1000)}`)
    if (i % 1000 === 0) fs.mkdirSync(parent, { recursive: true })
    content.writeUInt32LE(i)
    fs.writeFileSync(path.join(parent, `f${i}.bin`), content)
  }
}

/** 20,000 files of 100 KB. */
export function fillMiddle(directory: string): void {
  fillEqual(path.join(directory, 'data'), 20_000, 100_000)
}

/** 8 files of 512 MB. */
export function fillLarge(directory: string): void {
  fillEqual(path.join(directory, 'data'), 8, 512 << 20)
}

/** Files of one size that differ in their first bytes. */
export function fillEqual(directory: string, count: number, bytes: number): void {
  fs.mkdirSync(directory, { recursive: true })
  const content = Buffer.alloc(bytes, 'sterna measures')
  for (let i = 0; i < count; i++) {
    content.writeUInt32LE(i)
    fs.writeFileSync(path.join(directory, `f${i}.bin`), content)
  }
}

const plottedFiles = 50

/** 50 files with so many rows of a curve, every other one JSON, and their definitions. */
export function fillPlots(directory: string, rows: number, variant: number): void {
  const names = Array.from({ length: plottedFiles }, (_, i) => `p${i}.${i % 2 === 0 ? 'csv' : 'json'}`)
  for (const [i, name] of names.entries()) {
    const points = Array.from({ length: rows }, (_, step) => curvePoint(step, i * variant))
    const lines = points.map((point) => Object.values(point).join(','))
    const text = name.endsWith('.csv') ? `step,loss,acc,lr\n${lines.join('\n')}\n` : JSON.stringify({ train: points })
    fs.writeFileSync(path.join(directory, name), text)
  }
  const plots = names.map((name) => `- ${name}: {x: step, y: loss}\n`)
  fs.writeFileSync(path.join(directory, 'dvc.yaml'), `plots:\n${plots.join('')}`)
}

function curvePoint(step: number, variant: number) {
  const loss = 2.5 * Math.exp(-step / 300) + 0.01 * Math.sin(step + variant)
  return { step, loss, acc: 1 - loss / 3, lr: 0.001 }
}

/** The demo's project as the demo leaves it. */
export function fillDemo(directory: string): void {
  const tour = `${directory}-tour`
  execFileSync(process.execPath, [entry, 'demo', tour], { stdio: 'ignore' })
  fs.rmSync(directory, { recursive: true, force: true })
  fs.cpSync(path.join(tour, 'project'), directory, { recursive: true, force: true })
}
