/** The log: one line for each thing that changes something or fails, with what finds it again, and without secrets. */
import pino from 'pino'
import { withoutSecrets } from './without-secrets.ts'

export type LogFields = Record<string, unknown>
type Tell = (fields: LogFields, message: string) => void

export interface Log {
  debug: Tell
  info: Tell
  warn: Tell
  error: Tell
  isLevelEnabled(level: LogLevel): boolean
}

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

export interface LogWanted {
  level: LogLevel
  now(): number
  /** Takes whole lines of JSON, each with its line end. */
  write(line: string): void
}

export const createLog = ({ level, now, write }: LogWanted): Log =>
  pino(
    {
      level,
      base: null,
      messageKey: 'message',
      timestamp: () => `,"time":"${new Date(now()).toISOString()}"`,
      formatters: { level: (label) => ({ level: label }), log: (fields) => withoutSecrets(fields) as LogFields },
    },
    { write },
  )

/** Where nobody wants to hear anything. */
export const SILENT: Log = createLog({ level: 'silent', now: () => 0, write: () => {} })
