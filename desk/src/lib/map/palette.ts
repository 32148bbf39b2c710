/* The colours of the page as the map's engine takes them: resolved for day or night. */

export interface Palette {
  paper: string;
  land: string;
  rule: string;
  edge: string;
  ink: string;
  soft: string;
  point: string;
  chosen: string;
  hatch: string;
}

const NAMES: Record<keyof Palette, string> = {
  paper: "--paper-sunk",
  land: "--paper-raised",
  rule: "--rule-strong",
  edge: "--control-edge",
  ink: "--ink",
  soft: "--ink-soft",
  point: "--series-1",
  chosen: "--series-2",
  hatch: "--series-2",
};

/** The palette in force for an element; a custom property alone would give back the words of light-dark(). */
export function paletteOf(element: HTMLElement): Palette {
  const probe = document.createElement("span");
  element.append(probe);
  const read = (name: string): string => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  const palette = Object.fromEntries(Object.entries(NAMES).map(([key, name]) => [key, read(name)]));
  probe.remove();
  return palette as unknown as Palette;
}

const SIDE = 16;

/** Slanted lines as a picture that a fill repeats. */
export function hatchOf(colour: string): ImageData {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = SIDE;
  const pen = canvas.getContext("2d");
  if (pen === null) return new ImageData(SIDE, SIDE);
  pen.strokeStyle = colour;
  pen.lineWidth = 2.2;
  for (const shift of [-SIDE, 0, SIDE]) {
    pen.beginPath();
    pen.moveTo(shift - 2, SIDE + 2);
    pen.lineTo(shift + SIDE + 2, -2);
    pen.stroke();
  }
  return pen.getImageData(0, 0, SIDE, SIDE);
}
