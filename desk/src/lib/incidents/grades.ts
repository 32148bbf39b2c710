/* The Admiralty axes (STANAG 2511), in our words. */

export const RELIABILITY: readonly (readonly [string, string])[] = [
  ["A", "tried, and trusted in all it was used for"],
  ["B", "mostly right so far; some doubt in this case"],
  ["C", "used now and then, with some confidence"],
  ["D", "used before, and more often wrong than right"],
  ["E", "shown to deserve no confidence"],
  ["F", "not used before; cannot be judged"],
];

export const CREDIBILITY: readonly (readonly [string, string])[] = [
  ["1", "reported by another source whose independence is established"],
  ["2", "probable: fits what others report, independence not sure"],
  ["3", "possible: agrees with some of what is reported"],
  ["4", "doubtful: possible, and nothing else speaks for it"],
  ["5", "improbable: other reports speak against it"],
  ["6", "cannot be judged"],
];
