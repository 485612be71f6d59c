/** Ids as the platform writes them: a number in REST payloads, `gid://shopify/<Kind>/<number>` in GraphQL. */
export const gid = (kind: string, id: number) => `gid://shopify/${kind}/${id}`

/** The number of a gid of that kind; undefined for anything else, also for a gid of another kind. */
export function numberOf(kind: string, id: unknown): number | undefined {
  const found = typeof id === 'string' ? /^gid:\/\/shopify\/(\w+)\/(\d+)(?:\?.*)?$/.exec(id) : null
  return found?.[1] === kind ? Number(found[2]) : undefined
}

/** The kind of a gid, such as `Order`; undefined where it is not one. */
export const kindOf = (id: unknown) =>
  typeof id === 'string' ? /^gid:\/\/shopify\/(\w+)\/\d+/.exec(id)?.[1] : undefined

/** Rising numbers; every object of the shop takes the next one. */
export function createIds(first = 6_000_000_000_000): () => number {
  let last = first
  return () => {
    last += 32_768
    return last
  }
}
