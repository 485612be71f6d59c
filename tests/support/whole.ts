/** All of it, as `npm run test:whole` asks: what `npm test` has a slice of, so that it stays within a quarter of an hour. */
export const IS_WHOLE = process.env.LOTLINE_TEST_WHOLE !== undefined
