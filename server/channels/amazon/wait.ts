/** How long one call may take. Two tokens and two tries of an update must end before it counts as lost: see SENDING_MS. */
export const WAIT_MS = 10_000
