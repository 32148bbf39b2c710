/* Words for codes that say nothing by themselves: signs, letters and numbers. What the server tells comes first. */

import type { Word } from "../api/answers";

const TYPES: Record<string, string> = {
  CLASH: "Clash",
  ATTACK_CIV: "Attack on civilians",
  STRIKE: "Strike",
  KILL: "Killing",
  ABDUCT_CAPTURE: "Abduction or capture",
  ARREST: "Arrest",
  EXPLOSION: "Explosion",
  MOVEMENT: "Movement",
  BORDER_CROSSING: "Border crossing",
  PRESENCE_BASE: "Presence or base",
  CONTROL: "Control",
  INFLUENCE: "Influence",
  EXPAND: "Expansion",
  RECRUIT: "Recruiting",
  COMPOSITION: "Who belongs to it",
  ARMS_SUPPLY: "Supply of arms",
  FINANCE_EXTORTION: "Money or extortion",
  COLLUSION_TOLERANCE: "Collusion or tolerance",
  MEETING_NEGOTIATION: "Meeting or talks",
  ID_DOCUMENTS: "Identity documents",
  STATE_ACTION_INACTION: "What the state does or leaves",
  DISPLACEMENT_ACCESS: "Displacement or access",
  AID: "Aid",
  INFORM: "Informing",
  CONFIRM: "Confirming",
  DENY: "Denying",
  EXPLAIN: "Explaining",
  ATTITUDE: "Attitude",
  ASSESSMENT: "Assessment",
  BACKGROUND: "Background",
  OTHER: "Something else",
};

const SAID: Record<string, Record<string, [label: string, meaning: string]>> = {
  type: Object.fromEntries(Object.entries(TYPES).map(([code, label]) => [code, [label, ""]])),
  polarity: {
    "+": ["asserted", "The words say that it is so."],
    "-": ["negated", "The words say that it is not so."],
  },
  reliability: {
    A: ["A · completely reliable", "No doubt about the source; it has been reliable throughout."],
    B: ["B · usually reliable", "Minor doubt; the source has mostly been reliable."],
    C: ["C · fairly reliable", "Doubt; the source has been reliable at times."],
    D: ["D · not usually reliable", "Serious doubt; the source has been reliable now and then."],
    E: ["E · unreliable", "The source has not been reliable."],
    F: ["F · cannot be judged", "Nothing is known to judge the source by. Everything starts here."],
  },
  credibility: {
    "1": ["1 · said independently by others", "Another source, independent of this one, says the same; this needs your word."],
    "2": ["2 · probable", "It fits what else is reported, though nobody else says it."],
    "3": ["3 · possible", "It fits some of what else is reported."],
    "4": ["4 · doubtful", "It does not fit what else is reported, but may be so."],
    "5": ["5 · improbable", "It goes against what else is reported."],
    "6": ["6 · cannot be judged", "Nothing is known to judge it by. Everything starts here."],
  },
  sensitivity: {
    low: ["low", "A leak harms nobody."],
    moderate: ["moderate", "A leak is a nuisance to somebody."],
    high: ["high", "A leak could bring somebody into trouble. Sources that are not named start here."],
    severe: ["severe", "A leak could cost somebody freedom or life. Witnesses, victims and minors start here."],
  },
  status: {
    proposed: ["as read", "As the machine read it; nobody has judged it yet."],
    accepted: ["accepted", "Somebody says that the report says so."],
    corrected: ["corrected", "Somebody corrected what was misread."],
    rejected: ["rejected", "Somebody says that the report does not say so."],
    added: ["added", "Somebody added it; the machine missed it."],
  },
  form: {
    csv: ["Table (CSV)", "one row for each claim; opens in any spreadsheet"],
    xlsx: ["Workbook (XLSX)", "claims, sources and what the columns mean, on sheets of their own"],
    geojson: ["Map (GeoJSON)", "points only where the audience may see them"],
    jsonl: ["Records (JSON lines)", "everything of each claim that the audience may see, for programs"],
    jsonld: ["Annotations (JSON-LD)", "claims as annotations of their reports"],
  },
  job_state: {
    done: ["Read", ""],
    stopped: ["Stopped", ""],
    failed: ["Failed", ""],
  },
};

/** The words with labels and meanings where the server has none of its own. */
export function told(field: string, words: Word[]): Word[] {
  const said = SAID[field];
  if (said === undefined) return words;
  if (words.length === 0) return Object.entries(said).map(([value, [label, meaning]]) => ({ value, label, meaning }));
  return words.map((word) => {
    const [label, meaning] = said[word.value] ?? [word.label, word.meaning];
    return { value: word.value, label, meaning: word.meaning || meaning };
  });
}
