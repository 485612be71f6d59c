/**
 * Lines of the log to standard error. They are written beside what runs: a terminal or a collector that stops reading must not
 * stop a warehouse, and what it leaves lying beyond a few megabytes is let go.
 */
import pino from 'pino'
import { createLog, type Log, type LogLevel } from './log.ts'
import { textLine } from './text-line.ts'

export type LogFormat = 'json' | 'text'

const STDERR = 2
const MOST_WAITING_BYTES = 8 * 1024 * 1024

export interface StderrLog extends Log {
  /** What is not written yet, before the process ends. */
  flush(): void
}

export function logToStderr(wanted: { level: LogLevel; format: LogFormat; now(): number }): StderrLog {
  const place = pino.destination({ fd: STDERR, sync: false, minLength: 0, maxLength: MOST_WAITING_BYTES })
  // Whoever read it has gone: that is no reason to stop.
  place.on('error', () => {})
  const write =
    wanted.format === 'json'
      ? (line: string) => void place.write(line)
      : (line: string) => void place.write(textLine(line))
  const log = createLog({ level: wanted.level, now: wanted.now, write })
  return Object.assign(log, {
    flush() {
      try {
        place.flushSync()
      } catch {
        // Nobody reads it.
      }
    },
  })
}
