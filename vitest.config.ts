import { defineConfig } from 'vitest/config'
import { SimulationsFirst } from './tests/support/sequencer.ts'

export default defineConfig({
  test: {
    include: ['shared/**/*.test.ts', 'client/**/*.test.{ts,tsx}', 'server/**/*.test.ts', 'tests/**/*.test.ts'],
    globalSetup: ['tests/support/postgres.ts'],
    // As the office does before it says anything: parts of it are tested by themselves.
    setupFiles: ['tests/support/seed.ts', 'client/office/forms.ts'],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // A machine may be busy with another worker's browser: what is waited for comes, if it comes.
    expect: { poll: { timeout: 10_000 } },
    pool: 'forks',
    // No module of the product keeps state that a test could leave behind: all of it is in databases, browsers and servers of
    // the test's own. Reading the modules anew for each of 300 files took a third of the suite's time.
    isolate: false,
    unstubGlobals: true,
    // Two cores are the least it is run on; a third worker works while the others wait, for a browser or for a process to start.
    maxWorkers: 3,
    sequence: { sequencer: SimulationsFirst },
  },
})
