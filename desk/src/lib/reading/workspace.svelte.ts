/* One report on the table: its text, its claims, what is chosen, and the decisions made about it. */

import { SvelteSet } from "svelte/reactivity";
import { api, ApiError } from "../api/client";
import type { BulkDecided, ClaimAnswer, DocumentPage, Written } from "../api/answers";
import type { ClaimView, Span } from "../api/models";
import { toasts } from "../shell/toasts.svelte";
import { decisions } from "./decisions.svelte";
import { firsts, lanes, Offsets, paragraphs, pieces, touching, trimmed, type Block, type Marked, type Range } from "./text";

/** What the sheet beside the text is open for, besides reading. */
export type Task = "correct" | "add" | "comment" | "grade" | "withhold" | "split" | null;

/** A field of a form that waits for words of the text, and where the focus was when it asked. */
export interface Awaited {
  take: (span: Span, words: string) => void;
  back: HTMLElement;
}

/** Somebody else changed the claim first; what was typed here stays. */
export interface Stale {
  message: string;
  remedy: string;
  /** Try the same again, against what stands now. */
  again: () => Promise<void>;
}

export class Workspace {
  page = $state.raw<DocumentPage | null>(null);
  problem = $state.raw<unknown>(null);
  chosen = $state<string | null>(null);
  /** Words that somebody selected in the text, in units. */
  picked = $state.raw<Range | null>(null);
  task = $state<Task>(null);
  awaited = $state.raw<Awaited | null>(null);
  stale = $state.raw<Stale | null>(null);
  explained = $state.raw<ClaimAnswer | null>(null);
  isBusy = $state(false);
  readonly ticked = new SvelteSet<string>();
  /** Called after a decision about the chosen claim, as the queue does to go on. */
  onDecided: (claim: string, what: string) => void = () => {};
  /** Called when a field waits for words of the text and none are selected. */
  onAwaited: () => void = () => {};

  readonly text = $derived(this.page?.text ?? "");
  readonly offsets = $derived(new Offsets(this.text));
  readonly claims = $derived(this.page === null ? [] : inOrder(this.page.claims));
  readonly numbers = $derived(new Map(this.claims.map((claim, at) => [claim.id, at])));
  readonly marks = $derived(this.#marks());
  readonly blocks = $derived.by(() => this.#blocks());
  readonly claim = $derived(this.claims.find((each) => each.id === this.chosen) ?? null);

  /** Load a document; a claim may be named by the beginning of its id. */
  async open(document: string, claim: string | null = null): Promise<void> {
    this.task = null;
    this.stale = null;
    this.picked = null;
    this.ticked.clear();
    this.explained = null;
    try {
      this.page = await api.get<DocumentPage>(`/api/documents/${encodeURIComponent(document)}`);
      this.problem = null;
      const found = this.claims.find((each) => claim !== null && each.id.startsWith(claim));
      this.chosen = found?.id ?? null;
      await this.explain();
    } catch (problem) {
      this.problem = problem;
    }
  }

  /** Load again what stands now; what is typed or chosen stays. */
  async reload(): Promise<void> {
    if (this.page === null) return;
    this.page = await api.get<DocumentPage>(`/api/documents/${encodeURIComponent(this.page.document.id)}`);
    await this.explain();
  }

  choose(id: string | null): void {
    if (id === this.chosen) return;
    this.chosen = id;
    this.task = null;
    this.stale = null;
    void this.explain();
  }

  /** The claim so many places after the chosen one. */
  step(by: number): void {
    const at = this.chosen === null ? (by > 0 ? -1 : 0) : (this.numbers.get(this.chosen) ?? 0);
    const next = this.claims[Math.min(Math.max(at + by, 0), this.claims.length - 1)];
    if (next !== undefined) this.choose(next.id);
  }

  /** The next claim after the chosen one that nobody has judged; the chosen one stays where there is none. */
  stepToOpen(): void {
    const at = this.chosen === null ? -1 : (this.numbers.get(this.chosen) ?? -1);
    const next = this.claims.find((claim, number) => number > at && claim.status === "proposed");
    if (next !== undefined) this.choose(next.id);
  }

  async explain(): Promise<void> {
    const wanted = this.chosen;
    if (wanted === null) {
      this.explained = null;
      return;
    }
    try {
      const answer = await api.get<ClaimAnswer>(`/api/claims/${encodeURIComponent(wanted)}`);
      if (wanted === this.chosen) this.explained = answer;
    } catch (problem) {
      if (wanted === this.chosen) this.explained = null;
      if (!(problem instanceof ApiError && problem.status === 404)) toasts.fail(problem);
    }
  }

  /** Words in units as a span of the ledger. */
  span(range: Range): Span {
    return [this.offsets.points(range.start), this.offsets.points(range.stop)];
  }

  range(span: Span): Range {
    return { start: this.offsets.units(span[0]), stop: this.offsets.units(span[1]) };
  }

  words(span: Span): string {
    const { start, stop } = this.range(span);
    return this.text.slice(start, stop);
  }

  pick(range: Range | null): void {
    this.picked = range === null ? null : trimmed(this.text, range);
  }

  /** Give a field the words that are selected; where none are, it waits until `give` finds some. */
  ask(take: Awaited["take"], back: HTMLElement): void {
    this.awaited = { take, back };
    if (!this.give()) this.onAwaited();
  }

  /** Hand the selected words to the field that waits for them, and take the focus back there; whether one did. */
  give(): boolean {
    if (this.awaited === null || this.picked === null) return false;
    const span = this.span(this.picked);
    this.awaited.take(span, this.words(span));
    this.forget();
    return true;
  }

  /** Nothing waits for words any more; whether something did. */
  forget(): boolean {
    const waited = this.awaited;
    this.awaited = null;
    if (waited?.back.isConnected === true && document.activeElement !== waited.back) waited.back.focus();
    return waited !== null;
  }

  /** Decide about the chosen claim; the version is the one that was seen, unless another is given. */
  async decide(what: string, body: Record<string, unknown>, told: string, seen?: string, fits = (_now: ClaimView): boolean => true): Promise<boolean> {
    const claim = this.claim;
    if (claim === null) return false;
    const path = `/api/claims/${encodeURIComponent(claim.id)}/${what}`;
    const again = async (): Promise<unknown> => {
      if (this.claim === null || fits(this.claim)) return this.decide(what, body, told, this.claim?.version, fits);
      return toasts.say("Not saved: the other decision changed the same list", {
        tone: "bad",
        remedy: "Which of its members yours speaks of is not certain any more. Leave it (Esc), and correct what stands now.",
      });
    };
    const send = (): Promise<Written> => api.post(path, { ...body, version: seen ?? claim.version });
    return this.#write(send, told, again, [claim.id, what]);
  }

  /** Add a claim that was missed, and choose it. */
  async add(body: Record<string, unknown>, seen?: string): Promise<boolean> {
    const page = this.page;
    if (page === null) return false;
    const path = `/api/documents/${encodeURIComponent(page.document.id)}/claims`;
    const send = async (): Promise<Written> => {
      const written = await api.post<Written>(path, { ...body, version: seen ?? page.version });
      this.chosen = written.claim;
      return written;
    };
    const again = (): Promise<unknown> => this.add(body, this.page?.version);
    const done = await this.#write(send, "Claim added", again);
    if (done) this.pick(null);
    return done;
  }

  async merge(ids: string[]): Promise<boolean> {
    const send = (): Promise<Written> => api.post("/api/claims/merge", { ids, versions: this.#versions(ids) });
    const done = await this.#write(send, "Claims merged", () => this.merge(ids));
    if (done) this.ticked.clear();
    return done;
  }

  async bulk(ids: string[], decision: "accept" | "reject"): Promise<boolean> {
    const told = `${ids.length} ${ids.length === 1 ? "claim" : "claims"} ${decision}ed`;
    const send = async (): Promise<Written> => {
      const { claims } = await api.post<BulkDecided>("/api/claims/bulk", { ids, decision, versions: this.#versions(ids) });
      const refused = claims.filter((each) => each.error !== "");
      this.ticked.clear();
      // What could not be decided stays ticked, to be looked at and decided again.
      for (const each of refused) this.ticked.add(each.id);
      if (refused.length > 0) {
        toasts.say(`${refused.length} of ${ids.length} were not ${decision}ed and stay ticked`, {
          tone: "bad",
          remedy: refused[0]?.message ?? "",
        });
      }
      return { judgements: claims.flatMap((each) => (each.judgement === "" ? [] : [each.judgement])), version: "", claim: "" };
    };
    return this.#write(send, told, () => this.bulk(ids, decision));
  }

  async undo(): Promise<void> {
    const told = await decisions.undo();
    if (told !== null) {
      await this.reload();
      toasts.say(told);
    }
  }

  #versions(ids: string[]): string[] {
    return ids.map((id) => this.claims.find((each) => each.id === id)?.version ?? "");
  }

  async #write(send: () => Promise<Written>, told: string, again: () => Promise<unknown>, about?: [claim: string, what: string]): Promise<boolean> {
    if (this.isBusy) return false;
    this.isBusy = true;
    const task = this.task;
    try {
      decisions.made(await send(), told);
      // Whoever went on to something else while the decision was under way stays at it.
      if (this.task === task) this.task = null;
      this.stale = null;
      await this.reload();
      toasts.say(told, { tone: "good", action: { label: "Undo", run: () => this.undo() } });
    } catch (problem) {
      this.#refused(problem, again);
      return false;
    } finally {
      this.isBusy = false;
    }
    if (about !== undefined) this.onDecided(...about);
    return true;
  }

  #refused(problem: unknown, again: () => Promise<unknown>): void {
    if (!(problem instanceof ApiError && problem.isStale)) {
      toasts.fail(problem);
      return;
    }
    this.stale = {
      message: problem.message,
      remedy: problem.remedy,
      again: async () => {
        this.stale = null;
        await again();
      },
    };
    // What stands now is shown beside what was typed; the draft is not touched.
    void this.reload().catch((failed: unknown) => toasts.fail(failed));
  }

  #marks(): Marked[] {
    if (this.page === null) return [];
    const content = this.claims.flatMap((claim, at) =>
      claim.status === "rejected" ? [] : claim.spans.map((span) => ({ ...this.range(span), claim: at, field: "content" as const })),
    );
    const rest = this.page.marks.flatMap((mark) => {
      const numbers = mark.claims.length === 0 ? [-1] : mark.claims.map((id) => this.numbers.get(id) ?? -1);
      return numbers.map((claim) => ({ ...this.range(mark.span), claim, field: mark.of }));
    });
    return [...content, ...rest];
  }

  #blocks(): Block[] {
    const extents = this.claims.map((claim) => {
      const ranges = claim.spans.map((span) => this.range(span));
      return { start: Math.min(...ranges.map((each) => each.start)), stop: Math.max(...ranges.map((each) => each.stop)) };
    });
    const lane = lanes(extents);
    const ranges = paragraphs(this.text);
    const marks = touching(ranges, this.marks);
    const begun = firsts(this.marks);
    return ranges.map((range, at) => ({ ...range, pieces: pieces(this.text, range, marks[at] ?? [], lane, begun) }));
  }
}

function inOrder(claims: ClaimView[]): ClaimView[] {
  const at = (claim: ClaimView): number => claim.spans[0]?.[0] ?? Infinity;
  return [...claims].sort((a, b) => at(a) - at(b) || (b.spans[0]?.[1] ?? 0) - (a.spans[0]?.[1] ?? 0));
}
