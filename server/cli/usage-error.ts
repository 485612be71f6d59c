/** Words or settings that are off: the sentence is all that is said. */
export class UsageError extends Error {}
