/** The reference as pages of plain HTML: an index, what a search finds, and a page for each area. */
import { html } from 'hono/html'
import { type Area, areas } from '../operations/index.ts'
import { article, callLine } from './article.ts'
import { allEntries, type Entry, entriesOf } from './entry.ts'
import { frame, type Html, slugOf } from './frame.ts'

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

export const areaPage = (area: Area): Html =>
  frame(
    `${area.name} – Lotline API`,
    slugOf(area),
    '',
    html`<h1>${area.name}</h1><p>${area.about}</p>${entriesOf(area).map(article)}`,
  )
