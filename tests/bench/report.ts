/** What the bench says: figures with the target and the limit beside each, as a table and as JSON. */

export interface Figure {
  part: string
  what: string
  value: number
  unit: string
  /** The least (`min`) or most (`max`) that is good enough; without one the figure is told, not judged. */
  target?: { min: number } | { max: number }
  /** What is possible here, or what others reach: a word for the last column. */
  beside?: string
}

/** Why something cannot be measured here, in a sentence that says all: nobody needs to know where in the code it was found. */
export class NotPossible extends Error {}

export const verdict = ({ value, target }: Figure): 'pass' | 'FAIL' | '' => {
  if (!target) return ''
  const good = 'min' in target ? value >= target.min : value <= target.max
  return good ? 'pass' : 'FAIL'
}

export function median(values: readonly number[]): number {
  return percentile(values, 50)
}

/** Nearest rank: a value that was measured, never one between two. */
export function percentile(values: readonly number[], percent: number): number {
  if (values.length === 0) throw new Error('There is no percentile of nothing.')
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] as number
}

const shown = (value: number): string => {
  if (Math.abs(value) >= 1000) return Math.round(value).toLocaleString('en-US')
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(Math.abs(value) >= 10 ? 1 : 2)
}

const targetWords = ({ target }: Figure): string => {
  if (!target) return ''
  return 'min' in target ? `≥ ${shown(target.min)}` : `≤ ${shown(target.max)}`
}

export function table(figures: readonly Figure[]): string {
  const heading = ['figure', 'measured', 'unit', 'target', '', 'limit, peers']
  const rows = figures.map((figure) => [
    figure.what,
    shown(figure.value),
    figure.unit,
    targetWords(figure),
    verdict(figure),
    figure.beside ?? '',
  ])
  const widths = heading.map((word, column) => Math.max(word.length, ...rows.map((row) => (row[column] ?? '').length)))
  const line = (row: readonly string[]) =>
    row
      .map((cell, column) => (column === 1 ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0)))
      .join('  ')
      .trimEnd()
  const lines = [line(heading), line(widths.map((width) => '-'.repeat(width)))]
  let part = ''
  for (const [index, figure] of figures.entries()) {
    if (figure.part !== part) lines.push('', `${figure.part}`)
    part = figure.part
    lines.push(line(rows[index] as string[]))
  }
  return lines.join('\n')
}
