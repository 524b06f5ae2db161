/** So many cases are merged into one at once; more are not one matter. */
export const mostMerged = 50;
