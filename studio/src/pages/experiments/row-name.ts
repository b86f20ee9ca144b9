/** Of a commit's id. */
export const shownDigits = 7
