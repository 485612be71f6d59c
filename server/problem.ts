/** A request that is answered no: the code, the sentence and the field that problem+json carries. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    readonly extra: Record<string, unknown> = {},
  ) {
    super(detail)
  }
}

export const notFound = (what: string): Problem => new Problem(404, 'not-found', `There is no ${what}.`)

/** A refusal inside an answer about several things. */
export interface ToldProblem {
  code: string
  /** One sentence for people. */
  detail: string
  /** Path of the field at fault, and figures of some codes. */
  [extra: string]: unknown
}
