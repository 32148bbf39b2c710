/* The one place that talks to the server. Every answer is JSON; every failure becomes an ApiError with a remedy. */

import { parsed } from "./controls";

export type Query = Record<string, string | number | boolean | null | undefined>;

/** The server said no, or could not be asked; `message` and `remedy` are sentences for the reviewer. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly remedy: string;
  readonly body: Record<string, unknown>;

  constructor(status: number, body: Record<string, unknown>) {
    super(typeof body.message === "string" ? body.message : `the server answered ${status}`);
    this.status = status;
    this.code = typeof body.error === "string" ? body.error : "unknown";
    this.remedy = typeof body.remedy === "string" ? body.remedy : "";
    this.body = body;
  }

  /** Somebody, or another window, changed this since it was loaded here. */
  get isStale(): boolean {
    return this.status === 409 && this.code === "stale";
  }
}

let token = "";

/** Every write carries this; the session page sets it. */
export function useToken(given: string): void {
  token = given;
}

export const api = {
  get: <T>(path: string, query: Query = {}, signal?: AbortSignal): Promise<T> =>
    asked<T>(addressed(path, query), signal === undefined ? {} : { signal }),
  post: <T>(path: string, body: unknown = {}): Promise<T> => asked<T>(path, written(JSON.stringify(body), true)),
  send: <T>(path: string, form: FormData): Promise<T> => asked<T>(path, written(form, false)),
  /** A file made by the server, with the name it gives. */
  file: async (path: string, body: unknown): Promise<{ blob: Blob; name: string }> => {
    const response = await answered(path, written(JSON.stringify(body), true));
    const given = /filename="?([^";]+)"?/.exec(response.headers.get("content-disposition") ?? "");
    return { blob: await response.blob(), name: given?.[1] ?? "reportedly" };
  },
};

function addressed(path: string, query: Query): string {
  const told = Object.entries(query).filter(([, value]) => value !== null && value !== undefined && value !== "");
  const search = new URLSearchParams(told.map(([name, value]) => [name, String(value)]));
  return told.length === 0 ? path : `${path}?${search}`;
}

function written(body: string | FormData, isJson: boolean): RequestInit {
  const headers: Record<string, string> = { "X-Reportedly-Token": token };
  if (isJson) headers["Content-Type"] = "application/json";
  return { method: "POST", body, headers };
}

async function asked<T>(path: string, init: RequestInit): Promise<T> {
  const response = await answered(path, init);
  return parsed(await response.text()) as T;
}

async function answered(path: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, { credentials: "same-origin", cache: "no-store", redirect: "error", ...init });
  } catch (problem) {
    if (problem instanceof DOMException && problem.name === "AbortError") throw problem;
    throw new ApiError(0, {
      error: "unreachable",
      message: "The desk's server does not answer.",
      remedy: "It may have been stopped: start it again with `reportedly serve`. Nothing that you typed here is lost.",
    });
  }
  if (!response.ok) throw new ApiError(response.status, await bodyOf(response));
  return response;
}

async function bodyOf(response: Response): Promise<Record<string, unknown>> {
  try {
    const body: unknown = await response.json();
    return typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
