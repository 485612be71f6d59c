/** All that is told of one operation. */
import { html } from 'hono/html'
import { curlOf } from './curl.ts'
import type { Example } from './described.ts'
import type { AnswerOfStatus, Entry } from './entry.ts'
import type { Html } from './frame.ts'
import type { Parameter } from './parameters.ts'
import { shapeOf } from './shape.ts'

export const callLine = ({ method, path }: Entry): Html =>
  html`<span class="call"><span class="method ${method}">${method}</span><span>/api/v1${path}</span></span>`

export const article = (entry: Entry): Html => html`<article class="entry" id="${entry.id}">
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

export const exampleOf = (value: unknown): Html =>
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
