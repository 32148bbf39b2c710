/* Pages by address. The address is the state that can be shared: filters live in its query. */

function here(): { path: string; query: URLSearchParams } {
  return { path: location.pathname, query: new URLSearchParams(location.search) };
}

class Route {
  path = $state(here().path);
  query = $state.raw(here().query);

  /** Go to an address of the desk; `replace` leaves no step to go back to. */
  go(address: string, replace = false): void {
    history[replace ? "replaceState" : "pushState"](null, "", address);
    this.read();
  }

  /** Change some words of the query and keep the rest; null takes one away. */
  ask(changes: Record<string, string | null>, replace = true): void {
    const query = new URLSearchParams(this.query);
    for (const [name, value] of Object.entries(changes)) {
      if (value === null || value === "") query.delete(name);
      else query.set(name, value);
    }
    const search = query.toString();
    this.go(this.path + (search === "" ? "" : `?${search}`), replace);
  }

  read(): void {
    const now = here();
    this.path = now.path;
    this.query = now.query;
  }
}

export const route = new Route();

/** Follow the browser's back and forward, and every plain link to a page of the desk. */
export function followAddresses(): () => void {
  const back = () => route.read();
  const click = (event: MouseEvent) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
    if (!(link instanceof HTMLAnchorElement) || link.origin !== location.origin) return;
    if (link.target !== "" || link.hasAttribute("download") || link.pathname.startsWith("/api/")) return;
    if (link.hash !== "" && link.pathname === location.pathname && link.search === location.search) return;
    event.preventDefault();
    route.go(link.pathname + link.search);
  };
  addEventListener("popstate", back);
  document.addEventListener("click", click);
  return () => {
    removeEventListener("popstate", back);
    document.removeEventListener("click", click);
  };
}

/** The parts of a path that a pattern such as `/reports/:id` names; null where it does not fit. */
export function fitted(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split("/").filter(Boolean);
  const given = path.split("/").filter(Boolean);
  if (wanted.length !== given.length) return null;
  const named: Record<string, string> = {};
  for (const [at, part] of wanted.entries()) {
    const found = given[at] ?? "";
    if (part.startsWith(":")) named[part.slice(1)] = decoded(found);
    else if (part !== found) return null;
  }
  return named;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
