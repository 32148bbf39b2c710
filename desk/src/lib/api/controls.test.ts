import { expect, test } from "vitest";
import { parsed } from "./controls";

const HOSTILE = "the \u202erorre";

test("marks that turn words around are named in views, and stay in a text whose spans count them", () => {
  expect(parsed(JSON.stringify({ words: HOSTILE, text: HOSTILE }))).toEqual({ words: "the [RLO]rorre", text: HOSTILE });
});

test("an escaped mark is named too", () => {
  expect(parsed('["the \\u202erorre"]')).toEqual(["the [RLO]rorre"]);
});

test("an answer without them is left alone", () => {
  expect(parsed('{"words":"the error"}')).toEqual({ words: "the error" });
});
