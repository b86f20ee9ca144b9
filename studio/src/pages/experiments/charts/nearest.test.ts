import { expect, it } from 'vitest'
import { heightAt, nearestLine, nearestPoint } from './nearest.ts'

const lines = [Float32Array.of(0, 0, 100, 100), Float32Array.of(0, 50, 100, 50), Float32Array.of(0, Number.NaN, 100, 9)]

it.each([
  [10, 12, 0],
  [10, 48, 1],
  [90, 70, undefined],
  [150, 50, undefined],
])('at %d, %d the line %j is nearest', (x, y, found) => {
  expect(nearestLine(lines, x, y)).toBe(found)
})

it('knows how high a line is between its points', () => {
  expect(heightAt(lines[0]!, 25)).toBe(25)
  expect(heightAt(lines[2]!, 25)).toBeNaN()
})

it('finds the nearest point, if one is near', () => {
  const points = [Float32Array.of(10, 10), Float32Array.of(16, 10), Float32Array.of(Number.NaN, 3)]
  expect([nearestPoint(points, 14, 10), nearestPoint(points, 11, 10), nearestPoint(points, 60, 60)]).toEqual([
    1,
    0,
    undefined,
  ])
})
