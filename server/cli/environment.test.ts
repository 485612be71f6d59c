import { afterEach, describe, expect, it, vi } from 'vitest'
import { readEnvironment } from './environment.ts'
import { UsageError } from './usage-error.ts'

const ROOT = new URL('../..', import.meta.url).pathname

describe('the environment', () => {
  afterEach(() => void vi.unstubAllEnvs())

  it('has the version of the package, and is content with nothing said', () => {
    for (const name of ['LOTLINE_LOG', 'LOTLINE_LOG_LEVEL', 'LOTLINE_STOP_DELAY_MS', 'LOTLINE_METRICS_TOKEN'])
      vi.stubEnv(name, '')
    const environment = readEnvironment(ROOT)
    expect(environment.version).toMatch(/^\d+\.\d+\.\d+$/)
    expect(environment).toMatchObject({ stopDelayMs: 0, metricsToken: undefined, log: { level: undefined } })
    expect(['json', 'text']).toContain(environment.log.format)
  })

  it('takes what is said', () => {
    vi.stubEnv('LOTLINE_LOG', 'text')
    vi.stubEnv('LOTLINE_LOG_LEVEL', 'debug')
    vi.stubEnv('LOTLINE_STOP_DELAY_MS', '300000')
    vi.stubEnv('LOTLINE_METRICS_TOKEN', 'secret')
    expect(readEnvironment(ROOT)).toMatchObject({
      ...{ log: { level: 'debug', format: 'text' }, stopDelayMs: 300_000, metricsToken: 'secret' },
    })
  })

  it.each([
    ['LOTLINE_LOG', 'xml', 'LOTLINE_LOG is json, text; it says xml.'],
    ['LOTLINE_LOG_LEVEL', 'loud', 'LOTLINE_LOG_LEVEL is debug, info, warn, error, silent; it says loud.'],
    ['LOTLINE_FEED_DAYS', '30', 'LOTLINE_FEED_DAYS is a number of days, at least 31; it says 30.'],
    ['LOTLINE_ARCHIVE_DAYS', '1099', 'LOTLINE_ARCHIVE_DAYS is a number of days, at least 1100; it says 1099.'],
    ['LOTLINE_ARCHIVE_DAYS', 'never', 'LOTLINE_ARCHIVE_DAYS is a number of days, at least 1100; it says never.'],
    ['LOTLINE_STOP_DELAY_MS', '5s', 'LOTLINE_STOP_DELAY_MS is a number of milliseconds, at most 300000; it says 5s.'],
    ['LOTLINE_STOP_DELAY_MS', '-1', 'LOTLINE_STOP_DELAY_MS is a number of milliseconds, at most 300000; it says -1.'],
    [
      'LOTLINE_STOP_DELAY_MS',
      '300001',
      'LOTLINE_STOP_DELAY_MS is a number of milliseconds, at most 300000; it says 300001.',
    ],
  ])('with %s=%s is refused with a sentence', (name, value, sentence) => {
    vi.stubEnv(name, value)
    expect(() => readEnvironment(ROOT)).toThrow(UsageError)
    expect(() => readEnvironment(ROOT)).toThrow(sentence)
  })
})
