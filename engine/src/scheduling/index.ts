export { choose, holdersOf, place, type Running, type Wish } from './choose.ts'
export { Devices, devicesAmong, type TakenDevices, variablesFor } from './devices.ts'
export { classOf } from './exit-class.ts'
export { isWorthRetry, pauseBefore, type RetryPolicy } from './retry.ts'
