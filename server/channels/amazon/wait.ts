/**
 * How long one call may take. Two tokens and two tries each of asking who fulfils a listing and of telling it its number must
 * end before the number counts as lost: see SENDING_MS.
 */
export const WAIT_MS = 7_000
