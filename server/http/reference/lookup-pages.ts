/** Pages to look things up in: the shapes that are shared, what webhooks carry, and the codes of problems. */
import { html } from 'hono/html'
import { exampleOf } from './article.ts'
import { type JsonSchema, sources } from './described.ts'
import { allEntries, type Entry } from './entry.ts'
import { frame, type Html, slugOf } from './frame.ts'
import { shapeOf } from './shape.ts'
import { transactionSchemas } from './transactions.ts'
import { ABOUT_WEBHOOKS, WEBHOOK_HEADERS, webhooks } from './webhooks.ts'

export function shapesPage(): Html {
  const groups: [string, Record<string, JsonSchema>][] = [
    ['Transactions', transactionSchemas()],
    ['Parts of answers', sources.schemas],
  ]
  return frame(
    'Shapes – Lotline API',
    'shapes',
    '',
    html`<h1>Shapes</h1>
      <p>What several answers share, and what the floor records as transactions.</p>
      ${groups.map(
        ([title, schemas]) =>
          html`<h2>${title}</h2>${Object.entries(schemas).map(
            ([name, schema]) => html`<article class="entry" id="${name}"><h2>${name}</h2>
            ${schema.description ? html`<p>${schema.description}</p>` : ''}${shapeOf(schema)}</article>`,
          )}`,
      )}`,
  )
}

export const webhooksPage = (): Html =>
  frame(
    'Webhooks – Lotline API',
    'webhooks',
    '',
    html`<h1>Webhooks</h1>
      <p>${ABOUT_WEBHOOKS}</p>
      <h2>Headers</h2>
      <ul class="parts">
        ${Object.entries(WEBHOOK_HEADERS).map(
          ([name, words]) => html`<li><code class="name">${name}</code><span class="about">${words}</span></li>`,
        )}
      </ul>
      ${webhooks().map(
        ({ topic, summary, schema, example }) => html`<article class="entry" id="${topic}"><h2>${summary}</h2>
          <p class="call">${topic}</p>
          ${shapeOf(schema)} ${exampleOf(example)}</article>`,
      )}`,
  )

export function problemsPage(): Html {
  const entries = allEntries()
  const codes = [...new Set(entries.flatMap(({ problems }) => problems.flatMap((group) => group.codes)))].sort()
  return frame(
    'Problems – Lotline API',
    'problems',
    '',
    html`<h1>Problems</h1>
      <p>
        Whatever is refused is answered as <code>application/problem+json</code> (RFC 9457): a stable <code>code</code>, the
        <code>status</code>, a sentence in <code>detail</code> that says what to do, and <code>field</code> where one is at
        fault. Codes do not change; sentences may.
      </p>
      ${codes.map((code) => problemPart(code, entries))}`,
  )
}

/** More than this many is most of them. */
const MOST_NAMED = 12

function problemPart(code: string, entries: Entry[]): Html {
  const { statuses = [], says = [] } = sources.problems[code] ?? {}
  const of = entries.filter(({ problems }) => problems.some((group) => group.codes.includes(code)))
  return html`<article class="entry" id="${code}"><h2>${code}</h2>
    <p class="who">${statuses.join(' or ')}</p>
    ${says.map((sentence) => html`<p>${sentence}</p>`)}
    <p>
      ${
        of.length > MOST_NAMED
          ? `${of.length} operations answer with it.`
          : of.map(
              (entry, at) =>
                html`${at > 0 ? ', ' : ''}<a href="/api/docs/${slugOf({ name: entry.area })}#${entry.id}">${entry.method.toUpperCase()} ${entry.path}</a>`,
            )
      }
    </p>
  </article>`
}
