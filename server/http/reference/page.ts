/** The reference as pages of plain HTML: an index with a search, a page for each area, the shared shapes, and the problem codes. */
import { html } from 'hono/html'
import { type Area, areas } from '../operations/index.ts'
import { curlOf } from './curl.ts'
import { type Example, type JsonSchema, sources } from './described.ts'
import { type AnswerOfStatus, allEntries, type Entry, entriesOf } from './entry.ts'
import type { Parameter } from './parameters.ts'
import { shapeOf } from './shape.ts'
import { transactionSchemas } from './transactions.ts'
import { ABOUT_WEBHOOKS, WEBHOOK_HEADERS, webhooks } from './webhooks.ts'

type Html = ReturnType<typeof html>

export const slugOf = ({ name }: Pick<Area, 'name'>): string => name.toLowerCase().replaceAll(' ', '-')

const PAGES = [
  ['webhooks', 'Webhooks'],
  ['shapes', 'Shapes'],
  ['problems', 'Problems'],
] as const

const frame = (title: string, place: string, asked: string, main: Html): Html => html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${title}</title>
    <link rel="stylesheet" href="/api/docs.css" />
    <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
  </head>
  <body>
    <a class="skip" href="#main">To the content</a>
    <header class="top">
      <a class="home" href="/api/docs">Lotline API</a>
      <form class="search" action="/api/docs" role="search">
        <input type="search" name="q" value="${asked}" aria-label="Search operations" placeholder="orders, lot, insufficient-atp …" maxlength="100" />
        <button>Search</button>
      </form>
    </header>
    <div class="frame">
      <nav class="areas wide" aria-label="Areas">${navigation(place)}</nav>
      <nav class="areas narrow" aria-label="Areas">
        <details><summary>Areas</summary>${navigation(place)}</details>
      </nav>
      <main id="main">${main}</main>
    </div>
  </body>
</html>`

const navigation = (place: string): Html => html`<ul>
  ${[...areas.map((area) => [slugOf(area), area.name] as const), ...PAGES].map(
    ([slug, name]) =>
      html`<li><a href="/api/docs/${slug}"${slug === place ? html` aria-current="page"` : ''}>${name}</a></li>`,
  )}
</ul>`

export const indexPage = (): Html =>
  frame(
    'Lotline API',
    '',
    '',
    html`
  <h1>Lotline API</h1>
  <p>
    JSON in camelCase under <code>/api/v1</code>. Money is in whole minor units, instants are in UTC, quantities in base
    units. Each call carries a token: <code>Authorization: Bearer …</code>. Answers may get new fields: let those pass that
    you do not know.
  </p>
  <p>The lines for a shell want two words first:</p>
  <pre tabindex="0">LOTLINE=https://your-server/api/v1 TOKEN=…</pre>
  <p>
    For machines: <a href="/api/v1/openapi.json">OpenAPI 3.1</a>, <a href="/api/v1/openapi.d.ts">types for TypeScript</a>,
    <a href="/api/v1/postman.json">a Postman collection</a>.
  </p>
  ${areas.map(
    (area) =>
      html`<h2><a href="/api/docs/${slugOf(area)}">${area.name}</a></h2><p>${area.about}</p>${listOf(entriesOf(area))}`,
  )}`,
  )

/** Every word must stand somewhere in what is said of an operation. */
export function foundPage(asked: string): Html {
  const words = asked.toLowerCase().split(/\s+/).filter(Boolean)
  const found = allEntries().filter((entry) => {
    const { method, path, summary, about = '', area, id, problems } = entry
    const codes = problems.flatMap((group) => group.codes)
    const text = [method, path, summary, about, area, id, ...codes, entry.who.permission ?? ''].join(' ').toLowerCase()
    return words.every((word) => text.includes(word))
  })
  const main = html`
    <h1>${found.length === 0 ? 'Nothing found' : `${found.length} ${found.length === 1 ? 'operation' : 'operations'}`}</h1>
    ${found.length === 0 ? html`<p>Try fewer words, a part of a path, or the code of a problem.</p>` : listOf(found)}`
  return frame(`${asked} – Lotline API`, '', asked, main)
}

const listOf = (entries: Entry[]): Html => html`<ul class="index">
  ${entries.map(
    (entry) =>
      html`<li><a href="/api/docs/${slugOf({ name: entry.area })}#${entry.id}">${callLine(entry)}<span class="words">${entry.summary}</span></a></li>`,
  )}
</ul>`

const callLine = ({ method, path }: Entry): Html =>
  html`<span class="call"><span class="method ${method}">${method}</span><span>/api/v1${path}</span></span>`

export const areaPage = (area: Area): Html =>
  frame(
    `${area.name} – Lotline API`,
    slugOf(area),
    '',
    html`<h1>${area.name}</h1><p>${area.about}</p>${entriesOf(area).map(article)}`,
  )

const article = (entry: Entry): Html => html`<article class="entry" id="${entry.id}">
  <h2>${entry.summary}</h2>
  ${callLine(entry)}
  ${entry.about ? html`<p>${entry.about}</p>` : ''}
  <p class="who">${entry.who.words}</p>
  ${entry.parameters.length > 0 ? html`<h3>Parameters</h3><ul class="parts">${entry.parameters.map(parameterLine)}</ul>` : ''}
  ${bodyPart(entry)}
  ${entry.answers.map((answer) => answerPart(answer, entry.example?.success))}
  ${refusals(entry)}
  <details><summary>As a line for a shell</summary><pre tabindex="0">${curlOf(entry)}</pre></details>
</article>`

const parameterLine = ({ name, in: place, required, schema, description }: Parameter): Html =>
  html`<li><code class="name">${name}</code> <span class="kind">${place}</span>${
    required ? '' : html` <span class="optional">optional</span>`
  } ${shapeOf(schema)}<span class="about">${description}</span></li>`

function bodyPart({ body, example }: Entry): Html {
  if (!body) return html``
  if (!body.schema) return html`<h3>Body</h3><p>The bytes of a file: ${body.types.join(', ')}.</p>`
  return html`<h3>Body${body.required ? '' : html` <span class="optional">optional</span>`}</h3>
    ${shapeOf(body.schema)} ${exampleOf(example?.success.body)}`
}

function answerPart({ status, words, schema, files }: AnswerOfStatus, example: Example | undefined): Html {
  const shown = String(example?.status) === status ? example?.answer : undefined
  return html`<h3>Answer ${status}</h3>
    <p>${words}</p>
    ${files.length > 0 ? html`<p>As a file: ${files.join(', ')}.</p>` : ''}
    ${schema ? html`<details><summary>Its shape</summary>${shapeOf(schema)}</details>` : ''} ${exampleOf(shown)}`
}

const exampleOf = (value: unknown): Html =>
  value === undefined
    ? html``
    : html`<details><summary>Example</summary><pre tabindex="0">${JSON.stringify(value, null, 2)}</pre></details>`

function refusals({ problems, example }: Entry): Html {
  return html`<details><summary>Refusals</summary>
    <dl>
      ${problems.map(
        ({ status, codes }) =>
          html`<dt>${status}</dt><dd>${codes.map((code, at) => html`${at > 0 ? ', ' : ''}<a href="/api/docs/problems#${code}">${code}</a>`)}</dd>`,
      )}
    </dl>
    ${Object.entries(example?.problems ?? {}).map(
      ([code, shown]) => html`<h3>${code}</h3><pre tabindex="0">${JSON.stringify(shown.answer, null, 2)}</pre>`,
    )}
  </details>`
}

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
