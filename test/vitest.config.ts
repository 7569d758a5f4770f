import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // What a test prints is read when it fails: openLab() says on every start which Kafka it found.
    silent: 'passed-only',
    // A broker starts in a second; on a machine that runs two at once and a browser, in several.
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
})
