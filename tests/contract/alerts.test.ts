/** The alert rules and the table of metrics name only what the server really tells, and the table names all of it. */
import { readFileSync } from 'node:fs'
import { collectDefaultMetrics, Registry } from 'prom-client'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { createMetrics } from '../../server/watch/metrics.ts'

interface Rules {
  groups: {
    name: string
    rules: {
      alert: string
      expr: string
      for?: string
      labels: { severity: string }
      annotations: { summary: string }
    }[]
  }[]
}

const read = (name: string) => readFileSync(new URL(`../../docs/${name}`, import.meta.url), 'utf8')
const { groups } = parse(read('alerts.yml')) as Rules
const rules = groups.flatMap((group) => group.rules)
const { registry } = createMetrics()
const known = new Map((await registry.getMetricsAsJSON()).map(({ name, type }) => [name, String(type)] as const))
const process = new Registry()
collectDefaultMetrics({ register: process })
const ofProcess = new Set(process.getMetricsAsArray().map(({ name }) => name))
const KEPT_BY_PROMETHEUS = ['up']
/** A histogram is three series. */
const exposed = (name: string): boolean =>
  known.has(name) ||
  [/_bucket$/, /_sum$/, /_count$/].some((end) => end.test(name) && known.get(name.replace(end, '')) === 'histogram') ||
  KEPT_BY_PROMETHEUS.includes(name) ||
  ofProcess.has(name)

const namesIn = (text: string): string[] =>
  [...text.matchAll(/\b(?:lotline|process|nodejs)_\w+|\bup\b/g)].map(([name]) => name)

describe('an alert rule', () => {
  it('has its own name', () => expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length))

  it.each(
    rules.map((rule) => [rule.alert, rule] as const),
  )('%s asks for what there is, and says what to do', (_, rule) => {
    const names = namesIn(rule.expr)
    expect(names.length).toBeGreaterThan(0)
    expect(names.filter((name) => !exposed(name))).toEqual([])
    expect(['page', 'ticket']).toContain(rule.labels.severity)
    expect(rule.annotations.summary).toMatch(/\.$/)
    if (rule.for !== undefined) expect(rule.for).toMatch(/^\d+[smh]$/)
    // Braces, brackets and parentheses in pairs: what an editor would have said.
    for (const [open, close] of ['()', '[]', '{}'].map((pair) => pair.split('')))
      expect(rule.expr.split(open ?? '').length).toBe(rule.expr.split(close ?? '').length)
  })

  it('asks only for labels that the metric has', async () => {
    const labels = new Map(
      registry
        .getMetricsAsArray()
        .map((metric) => [metric.name, (metric as unknown as { labelNames: string[] }).labelNames]),
    )
    for (const { expr } of rules)
      for (const [, name = '', inside = ''] of expr.matchAll(/\b(lotline_\w+)\{([^}]*)\}/g))
        for (const [, label = ''] of inside.matchAll(/(\w+)\s*(?:=~|!~|!=|=)/g))
          expect(labels.get(name) ?? [], `${name} in ${expr}`).toContain(label)
  })
})

it('the table of docs/operations.md has every metric, with its labels, and no other', () => {
  const rows = [...read('operations.md').matchAll(/^\| `(lotline_\w+)(?:\{([\w,]*)\})?` \|/gm)]
  const told = rows.map(([, name, labels = '']) => `${name}{${labels.split(',').sort().join(',')}}`)
  const real = registry
    .getMetricsAsArray()
    .map(
      (metric) => `${metric.name}{${[...(metric as unknown as { labelNames: string[] }).labelNames].sort().join(',')}}`,
    )
  expect(told.sort()).toEqual(real.sort())
})
