/** Where a run is drawn: a point for each axis, `x` and `y` in turns; a point that is missing is NaN. */
export type Points = readonly Float32Array[]

const reach = 14

/** The run whose point lies nearest to a place, if one lies near. */
export function nearestPoint(points: Points, x: number, y: number): number | undefined {
  return nearest(points, (at) => Math.hypot(at[0]! - x, at[1]! - y))
}

/** The run whose line passes nearest above or below a place. */
export function nearestLine(points: Points, x: number, y: number): number | undefined {
  return nearest(points, (at) => Math.abs(heightAt(at, x) - y))
}

/** How high a line is at `x`, between the two axes there. */
export function heightAt(points: Float32Array, x: number): number {
  for (let i = 2; i < points.length; i += 2) {
    const [left, right] = [points[i - 2]!, points[i]!]
    if (x < left || x > right) continue
    const part = right === left ? 0 : (x - left) / (right - left)
    return points[i - 1]! + part * (points[i + 1]! - points[i - 1]!)
  }
  return Number.NaN
}

function nearest(points: Points, distanceOf: (points: Float32Array) => number): number | undefined {
  let [found, least] = [-1, reach]
  for (let i = 0; i < points.length; i++) {
    const distance = distanceOf(points[i]!)
    if (distance < least) [found, least] = [i, distance]
  }
  return found < 0 ? undefined : found
}
