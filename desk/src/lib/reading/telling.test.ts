import { expect, test } from "vitest";
import { days, minutes, place, quantity, reading, reasonsFor } from "./telling";

test.each([
  [null, null, "at no stated time"],
  ["2018-02-01", null, "since 2018-02-01"],
  [null, "2018-02-01", "until 2018-02-01"],
  ["2018-02-01", "2018-02-01", "2018-02-01"],
  ["2018-02-01", "2018-02-28", "2018-02-01 to 2018-02-28"],
])("days %s and %s are told as %s", (begin, finish, told) => {
  expect(days({ begin, finish })).toBe(told);
});

test("a province is not said to lie in itself", () => {
  expect(place({ name: "Balkh", admin1: "Balkh", country: "AF" })).toBe("Balkh, AF");
});

test("the likeliest of bad fits is not told as the place", () => {
  expect(reading({ name: "Beimeng", admin1: "Shandong", country: "CN", status: "unresolved" })).toBe("not found in the gazetteer");
});

test("a range of figures stays a range", () => {
  expect(quantity({ of: "killed", words: "seven to twelve", low: 7, best: 9, high: 12 })).toBe("7 to 12");
  expect(quantity({ of: "killed", words: "at least 12", low: 12, best: null, high: null })).toBe("at least 12");
});

test("the chain's reasons are those of its links", () => {
  const reason = (field: string) => ({ field, rule: "r", words: null, because: "" });
  expect(reasonsFor([reason("chain.0.basis"), reason("type")], "chain")).toHaveLength(1);
});

test.each([
  [0.2, "under a minute"],
  [12.4, "12 min"],
  [120, "2.0 h"],
])("%d minutes are told as %s", (spent, told) => {
  expect(minutes(spent)).toBe(told);
});
