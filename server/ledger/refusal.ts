/** Why a transaction cannot be posted: not understood, or its author may not. It is parked whole; nothing is lost. */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    readonly detail: string,
    readonly field?: string,
  ) {
    super(detail)
  }
}
