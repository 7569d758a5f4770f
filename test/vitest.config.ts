import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // What a test prints is read when it fails: openLab() says on every start which Kafka it found.
    silent: 'passed-only',
    // Of the lessons that one file runs at the same time: each is a kernel and a broker.
    maxConcurrency: 2,
    // Most of the time a test waits for a broker or a kernel: on two cores vitest would run one file at a time.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // A broker starts in a second; on a machine that runs two at once and a browser, in several.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
