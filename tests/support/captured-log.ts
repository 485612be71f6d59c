/** A log whose lines a test can read. */
import { createLog, type LogLevel } from '../../server/watch/log.ts'

export interface CapturedLine {
  level: string
  time: string
  message: string
  // biome-ignore lint/suspicious/noExplicitAny: whatever the line carries, and tests look into it.
  [field: string]: any
}

export function captureLog(level: LogLevel = 'debug') {
  const texts: string[] = []
  return {
    log: createLog({ level, now: () => Date.now(), write: (line) => void texts.push(line) }),
    /** Since the last time that they were taken. */
    take: (): CapturedLine[] => texts.splice(0).map((line) => JSON.parse(line) as CapturedLine),
    text: (): string => texts.join(''),
  }
}
