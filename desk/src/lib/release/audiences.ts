/* Who a release may be for, and what each may see, in a line. */

export const AUDIENCES: readonly (readonly [string, string])[] = [
  ["internal", "for your own people: everything but what is severe"],
  ["partner", "for somebody who is bound to keep it: sources that are high are withheld, points are rounded"],
  ["public", "for anybody: sources from moderate on are withheld, places are coarse, accusations of small groups stay here"],
];
