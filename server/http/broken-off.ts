/** A request whose sender went away before all of it had come is no fault of the server, and nobody waits for the answer. */
import { Problem } from '../problem.ts'

/** What reading a body answers; throws a Problem where the body breaks off. */
export async function unlessBrokenOff<Body>(reading: Promise<Body>): Promise<Body> {
  try {
    return await reading
  } catch (error) {
    if (error instanceof Problem) throw error
    throw new Problem(400, 'body-broken-off', 'The request broke off on its way. Nothing was changed; send it again.')
  }
}
