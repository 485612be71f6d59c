/** Query parameters as Amazon reads them: lists are comma-delimited, times ISO 8601. */
import type { Context } from 'hono'
import { invalidInput } from './errors.ts'

/** Also repeated parameters, which some clients send. */
export const listOf = (context: Context, name: string): string[] =>
  (context.req.queries(name) ?? []).flatMap((value) => value.split(',')).filter((value) => value !== '')

export function oneOfEach(context: Context, name: string, allowed: readonly string[]): string[] {
  const values = listOf(context, name)
  if (!values.every((value) => allowed.includes(value))) throw invalidInput(`Invalid value for ${name}.`)
  return values
}

const ISO_8601 = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/

/** Milliseconds, or undefined when it is no ISO 8601 time. */
export function timeOf(text: unknown): number | undefined {
  if (typeof text !== 'string' || !ISO_8601.test(text)) return undefined
  const at = Date.parse(text)
  return Number.isNaN(at) ? undefined : at
}

export function timeParameter(context: Context, name: string): number | undefined {
  const text = context.req.query(name)
  if (text === undefined) return undefined
  const at = timeOf(text)
  if (at === undefined) throw invalidInput(`${name} is not in ISO 8601 format.`)
  return at
}

/** An object, or 400. */
export async function bodyOf(context: Context): Promise<Record<string, unknown>> {
  const body: unknown = await context.req.json().catch(() => undefined)
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw invalidInput()
  return body as Record<string, unknown>
}

export function requireMarketplace(given: unknown, marketplaceId: string): void {
  const ids = Array.isArray(given) ? given : [given]
  if (ids.length === 0 || !ids.every((id) => id === marketplaceId)) throw invalidInput('Invalid marketplaceIds.')
}

export const iso = (at: number) => new Date(at).toISOString()
