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
