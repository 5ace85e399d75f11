const CENTRE = 320;

/** Ellipses turned around one centre, the way the rosettes of banknotes are engraved. */
function ring(radiusX: number, radiusY: number, count: number): string {
  return Array.from({ length: count }, (_, turn) => {
    const angle = ((turn * 180) / count).toFixed(2);
    return `<ellipse cx="${CENTRE}" cy="${CENTRE}" rx="${radiusX}" ry="${radiusY}" transform="rotate(${angle} ${CENTRE} ${CENTRE})"/>`;
  }).join('');
}

/** The engraving behind the amount: light lines for a dark ground. */
export const rosette = [
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${2 * CENTRE} ${2 * CENTRE}" fill="none" stroke="#bfe3d8">`,
  `<g stroke-width=".7" stroke-opacity=".30">${ring(310, 170, 36)}</g>`,
  `<g stroke-width=".6" stroke-opacity=".34">${ring(168, 78, 24)}</g>`,
  `<g stroke-width=".6" stroke-opacity=".38">${ring(74, 26, 18)}</g>`,
  '</svg>',
].join('');

/** The same rosette, small enough for a browser's tab. */
export const icon = [
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${2 * CENTRE} ${2 * CENTRE}">`,
  `<circle cx="${CENTRE}" cy="${CENTRE}" r="${CENTRE}" fill="#0b4a44"/>`,
  `<g fill="none" stroke="#d9f2ea" stroke-width="18">${ring(250, 110, 4)}</g>`,
  '</svg>',
].join('');
