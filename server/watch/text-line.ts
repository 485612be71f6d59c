/** A line of the log as people at a terminal read it. */

interface Line {
  time: string
  level: string
  message: string
  [field: string]: unknown
}

export function textLine(json: string): string {
  const { time, level, message, ...fields } = JSON.parse(json) as Line
  const told = Object.entries(fields).map(([name, value]) => `${name}=${shown(value)}`)
  return `${[time, level.toUpperCase().padEnd(5), message, ...told].join(' ')}\n`
}

/** What is no plain word is quoted, so that nothing can look like another field or another line. */
function shown(value: unknown): string {
  if (typeof value === 'string' && /^[\w.:/@+{}-]+$/.test(value)) return value
  return JSON.stringify(value)
}
