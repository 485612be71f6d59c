/** A suite that fails, set up as the real one is: see tests/exit-code.test.ts. */
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['fails.ts'],
    globalSetup: ['../postgres.ts'],
  },
})
