/** The operation that a call reaches, found as the server's routes are: the first that fits. */
import type { Operation } from '../../server/http/operation.ts'
import { operations } from '../../server/http/operations/index.ts'

const routes = operations.map((operation) => ({
  operation,
  pattern: new RegExp(`^${operation.path.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '[^/]+')}$`),
}))

/** `path`: with or without /api/v1 and what stands behind the question mark. Undefined: it is no operation. */
export function operationAt(method: string, path: string): Operation | undefined {
  const bare = path.replace(/^\/api\/v1/, '').replace(/[?#].*$/, '')
  return routes.find(({ operation, pattern }) => operation.method === method.toLowerCase() && pattern.test(bare))
    ?.operation
}
