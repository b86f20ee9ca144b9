/** Of so many lines a log remembers where the first one begins. */
export const linesBetweenMarks = 256
