/** Tolerated difference between clocks, in seconds. */
export const clockSkew = 60;
