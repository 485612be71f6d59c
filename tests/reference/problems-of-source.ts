/** Each problem that the sources can throw: its code, its status, and its sentences. */

import type { Node } from 'typescript/unstable/ast'
import {
  isBinaryExpression,
  isCallExpression,
  isIdentifier,
  isNewExpression,
  isNoSubstitutionTemplateLiteral,
  isNumericLiteral,
  isStringLiteral,
  isTemplateExpression,
} from 'typescript/unstable/ast/is'
import type { Checker, Type } from 'typescript/unstable/sync'
import type { ProblemOfSource } from '../../server/http/reference/described.ts'
import { nodesOf, type ServerSources } from './program.ts'

/** More of them are no help to whoever looks a code up. */
const MOST_SENTENCES = 4

interface Thrown {
  status: number
  codes: string[]
  sentence: string | undefined
}

export function problemsOfSource({ checker, files }: ServerSources): Record<string, ProblemOfSource> {
  const found = new Map<string, { statuses: Set<number>; sentences: Set<string> }>()
  for (const [, file] of files)
    for (const node of nodesOf(file)) {
      const thrown = thrownBy(node, checker)
      for (const code of thrown?.codes ?? []) {
        const one = found.get(code) ?? { statuses: new Set(), sentences: new Set() }
        found.set(code, one)
        one.statuses.add(thrown?.status ?? 0)
        if (thrown?.sentence && saysSomething(thrown.sentence)) one.sentences.add(thrown.sentence)
      }
    }
  return Object.fromEntries(
    [...found]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([code, { statuses, sentences }]) => [
        code,
        { statuses: [...statuses].sort(), says: [...sentences].slice(0, MOST_SENTENCES) },
      ]),
  )
}

/**
 * `new Problem(409, code, sentence)`; `new Refusal(code, sentence)`, which is a 422; and what makes them: `notFound(what)` and
 * `missing(field, sentence, code)`.
 */
function thrownBy(node: Node, checker: Checker): Thrown | undefined {
  if (isCallExpression(node) && isIdentifier(node.expression))
    return madeBy(node.expression.text, node.arguments, checker)
  if (!isNewExpression(node) || !isIdentifier(node.expression)) return undefined
  const [first, second, third] = node.arguments ?? []
  if (node.expression.text === 'Refusal' && first)
    return { status: 422, codes: codesOf(first, checker), sentence: second && sentenceOf(second) }
  if (node.expression.text !== 'Problem' || !first || !isNumericLiteral(first) || !second) return undefined
  return { status: Number(first.text), codes: codesOf(second, checker), sentence: third && sentenceOf(third) }
}

function madeBy(maker: string, [first, second, third]: readonly Node[], checker: Checker): Thrown | undefined {
  if (maker === 'notFound') {
    const what = first && sentenceOf(first)
    return { status: 404, codes: ['not-found'], sentence: `There is no ${what ?? '…'}.` }
  }
  if (maker !== 'missing') return undefined
  return {
    status: 422,
    codes: third ? codesOf(third, checker) : ['invalid'],
    sentence: third && second && sentenceOf(second),
  }
}

/** As it is written, or as its type says what it can be. */
function codesOf(node: Node, checker: Checker): string[] {
  const type = checker.getTypeAtLocation(node)
  const literals = (one: Type): string[] =>
    one.isStringLiteralType() ? [one.value] : one.isUnionType() ? one.getTypes().flatMap(literals) : []
  return type ? literals(type) : []
}

/** One that is made of what is filled in says nothing by itself. */
const saysSomething = (sentence: string): boolean => (sentence.match(/[A-Za-z]{2,}/g) ?? []).length > 3

/** Where something is filled in stands …; undefined: it is made elsewhere. */
function sentenceOf(node: Node): string | undefined {
  if (isStringLiteral(node) || isNoSubstitutionTemplateLiteral(node)) return node.text
  if (isTemplateExpression(node))
    return node.head.text + node.templateSpans.map(({ literal }) => `…${literal.text}`).join('')
  if (!isBinaryExpression(node)) return undefined
  const [left, right] = [sentenceOf(node.left), sentenceOf(node.right)]
  return left === undefined || right === undefined ? undefined : left + right
}
