/** Refusals in the shape of the published `ErrorList`. */
export type Status = 400 | 403 | 404 | 415 | 429 | 500 | 503

/** Thrown by handlers, answered by the gate. */
export class Refusal extends Error {
  readonly status: Status
  readonly code: string
  readonly details: string
  constructor(status: Status, code: string, message: string, details = '') {
    super(message)
    this.status = status
    this.code = code
    this.details = details
  }
}

export const invalidInput = (message = 'Request has missing or invalid parameters and cannot be parsed.') =>
  new Refusal(400, 'InvalidInput', message)

export const notFound = (message: string) => new Refusal(404, 'NotFound', message)

export const unauthorized = (details: string) =>
  new Refusal(403, 'Unauthorized', 'Access to requested resource is denied.', details)

export const quotaExceeded = () =>
  new Refusal(429, 'QuotaExceeded', 'You exceeded your quota for the requested resource.')

export const serverError = (status: 500 | 503) =>
  status === 500
    ? new Refusal(500, 'InternalFailure', 'We encountered an internal error. Please try again.')
    : new Refusal(503, 'ServiceUnavailable', 'Service is temporarily unavailable. Please try again.')

export const errorList = ({ code, message, details }: Refusal) => ({ errors: [{ code, message, details }] })

/** The platform has acted, and the answer never came. The name makes @hono/node-server answer 504. */
export class AnswerLost extends Error {
  override readonly name = 'TimeoutError'
}
