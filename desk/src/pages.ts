/* Every page of the desk: one line each. To add one, write `src/pages/Name.svelte` and a line here.
   `:name` in an address becomes a property of the page. A page without `group` is reached from others. */

import type { Component } from "svelte";

export interface PageOf {
  at: string;
  title: string;
  group?: "Read" | "See" | "Send" | "Keep";
  /** Key after `g`, as in "g r". */
  key?: string;
  load: () => Promise<{ default: Component<Record<string, string>> }>;
}

// The properties of a page are the words of its address, which the compiler cannot see from here.
type Loaded = Promise<{ default: Component<Record<string, string>> }>;
const page = (loaded: Promise<{ default: unknown }>): Loaded => loaded as Loaded;

export const pages: PageOf[] = [
  { at: "/", title: "Overview", group: "See", key: "o", load: () => page(import("./pages/Overview.svelte")) },
  { at: "/reports", title: "Reports", group: "Read", key: "r", load: () => page(import("./pages/Reports.svelte")) },
  { at: "/reports/new", title: "Read reports", load: () => page(import("./pages/NewReports.svelte")) },
  { at: "/reports/:id", title: "Report", load: () => page(import("./pages/Reader.svelte")) },
  { at: "/review", title: "Review", group: "Read", key: "v", load: () => page(import("./pages/Review.svelte")) },
  { at: "/incidents", title: "Incidents", group: "See", key: "i", load: () => page(import("./pages/Incidents.svelte")) },
  { at: "/incidents/:id", title: "Incident", load: () => page(import("./pages/Incident.svelte")) },
  { at: "/compare", title: "Compare", group: "See", key: "c", load: () => page(import("./pages/Compare.svelte")) },
  { at: "/control", title: "Control", group: "See", key: "k", load: () => page(import("./pages/Control.svelte")) },
  { at: "/control/:place", title: "District", load: () => page(import("./pages/District.svelte")) },
  { at: "/sources", title: "Sources", group: "See", key: "s", load: () => page(import("./pages/Sources.svelte")) },
  { at: "/release", title: "Release", group: "Send", key: "l", load: () => page(import("./pages/Release.svelte")) },
  { at: "/issues", title: "Issues", group: "Keep", key: "u", load: () => page(import("./pages/Issues.svelte")) },
  { at: "/history", title: "History", group: "Keep", key: "h", load: () => page(import("./pages/History.svelte")) },
  { at: "/settings", title: "Settings", group: "Keep", key: ",", load: () => page(import("./pages/Settings.svelte")) },
];

export const groups = ["Read", "See", "Send", "Keep"] as const;
