/** A JSON Schema as people read it: what is in it, of which kind, and what each part means. */
import { html } from 'hono/html'
import type { JsonSchema } from './described.ts'
import type { Html } from './frame.ts'

/** Further down it is opened by whoever wants to know. */
const OPEN_LEVELS = 2

/** An object is told by its parts; anything else by its kind first. */
export const shapeOf = (schema: JsonSchema, level = 0): Html =>
  schema.properties ? partsOf(schema, level) : html`${kindOf(schema)} ${partsOf(schema, level)}`

/** Its kind in a few words, with a link where it is a shape of its own. */
function kindOf(schema: JsonSchema): Html {
  const { $ref, anyOf, oneOf, allOf, type, items } = schema as JsonSchema & Record<'oneOf' | 'allOf', JsonSchema[]>
  if ($ref !== undefined) return linkTo($ref)
  if (schema.const !== undefined) return html`<code>${JSON.stringify(schema.const)}</code>`
  if (schema.enum)
    return html`${listed(
      schema.enum.map((one) => html`<code>${JSON.stringify(one)}</code>`),
      ' or ',
    )}`
  if (allOf) return html`${listed(allOf.map(kindOf), ' and ')}`
  const choices = anyOf ?? oneOf
  if (choices) return html`${listed(choices.map(kindOf), ' or ')}`
  if (type === undefined) return html`<span class="kind">anything</span>`
  if (type === 'array')
    return items ? html`<span class="kind">list of</span> ${kindOf(items)}` : html`<span class="kind">list</span>`
  const kinds = [type].flat().join(' or ')
  return html`<span class="kind">${kinds}</span>${limitsOf(schema)}`
}

const NAMES: Record<string, string> = {
  'date-time': 'instant',
  date: 'day',
  binary: 'bytes',
  uri: 'address',
  uuid: 'UUID',
}

function limitsOf({ format, minimum, maximum, minLength, maxLength, pattern, ...schema }: JsonSchema): Html {
  const words = [
    format && (NAMES[format] ?? format),
    rangeOf(minimum, maximum, ''),
    rangeOf(minLength, maxLength, ' characters'),
    schema.default !== undefined && `default ${JSON.stringify(schema.default)}`,
  ].filter(Boolean)
  return html`${words.length > 0 ? html` <span class="limit">${words.join(', ')}</span>` : ''}${
    typeof pattern === 'string' && pattern.length < 60 ? html` <code class="limit">${pattern}</code>` : ''
  }`
}

/** What any number of JavaScript keeps to is no limit. */
function rangeOf(least: unknown, most: unknown, of: string): string | undefined {
  const from = typeof least === 'number' && least > Number.MIN_SAFE_INTEGER ? least : undefined
  const to = typeof most === 'number' && most < Number.MAX_SAFE_INTEGER ? most : undefined
  if (from !== undefined && to !== undefined) return `${from} to ${to}${of}`
  if (from !== undefined) return `at least ${from}${of}`
  return to === undefined ? undefined : `up to ${to}${of}`
}

/** The members of an object, or of what a list or a choice holds. */
function partsOf(schema: JsonSchema, level: number): Html {
  const { properties, required = [], additionalProperties } = schema
  const { anyOf, oneOf, items } = schema as JsonSchema & Record<'oneOf', JsonSchema[]>
  if (items) return partsOf(items, level)
  const choices = (anyOf ?? oneOf ?? []).filter((one) => one.properties ?? one.items)
  if (choices.length > 0) return html`${choices.map((one) => partsOf(one, level))}`
  const rest = typeof additionalProperties === 'object' && Object.keys(additionalProperties).length > 0
  if (!properties && !rest) return html``
  const members = html`<ul class="parts">
    ${Object.entries(properties ?? {}).map(
      ([name, part]) =>
        html`<li><code class="name">${name}</code>${required.includes(name) ? '' : html` <span class="optional">optional</span>`} ${kindOf(
          part,
        )}${part.description ? html`<span class="about">${part.description}</span>` : ''}${partsOf(part, level + 1)}</li>`,
    )}
    ${rest ? html`<li><span class="name">any name</span> ${shapeOf(additionalProperties, level + 1)}</li>` : ''}
  </ul>`
  return level < OPEN_LEVELS
    ? members
    : html`<details><summary>${Object.keys(properties ?? {}).length || 'its'} parts</summary>${members}</details>`
}

function linkTo(ref: string): Html {
  const name = ref.slice(ref.lastIndexOf('/') + 1)
  return html`<a href="/api/docs/shapes#${name}">${name}</a>`
}

function listed(parts: Html[], between: string): Html[] {
  return parts.map((part, at) => (at === 0 ? part : html`<span class="kind">${between}</span>${part}`))
}
