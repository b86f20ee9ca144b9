import { defineConfig } from 'vitest/config'
import base from '../vitest.config.ts'

/** The tests that need servers of other programs. */
export default defineConfig({
  ...base,
  test: {
    ...base.test,
    include: ['services/**/*.test.ts'],
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 600_000,
  },
})
