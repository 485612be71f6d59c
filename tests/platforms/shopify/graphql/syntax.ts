/** What the parser gives: an executable document with its fragments already put where they are spread. */
export interface Place {
  line: number
  column: number
}

export type Value =
  | { kind: 'variable'; name: string }
  | { kind: 'literal'; value: string | number | boolean | null }
  | { kind: 'list'; items: Value[] }
  | { kind: 'object'; fields: Record<string, Value> }

export interface Directive {
  name: string
  args: Record<string, Value>
}

export interface Field {
  kind: 'field'
  /** Name in the answer: the alias, else the field's own. */
  key: string
  name: string
  args: Record<string, Value>
  directives: Directive[]
  selections: Selection[]
  at: Place
}

/** An inline fragment, or a spread one in its place. */
export interface Fragment {
  kind: 'fragment'
  on: string | undefined
  directives: Directive[]
  selections: Selection[]
}

export type Selection = Field | Fragment

export interface Variable {
  name: string
  /** As written, such as `InventorySetQuantitiesInput!`. */
  type: string
  fallback: Value | undefined
  at: Place
}

export interface Operation {
  type: 'query' | 'mutation'
  name: string | undefined
  variables: Variable[]
  selections: Selection[]
  at: Place
}

/** A document that is not GraphQL; the message names the place. */
export class SyntaxFault extends Error {
  readonly at: Place
  constructor(message: string, at: Place) {
    super(`${message} at [${at.line}, ${at.column}]`)
    this.at = at
  }
}
