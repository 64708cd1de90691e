/** A unit is written after the name of an axis. */
export interface Growth {
  readonly name: string;
  readonly title: string;
  /** Name of the size. */
  readonly x: string;
  readonly y: string;
  readonly series: readonly GrowthSeries[];
}

export interface GrowthSeries {
  readonly name: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}
