/** @typedef {import('./figure.ts').Figure} Figure */

/** @param {readonly Figure[]} figures */
export function printTable(figures) {
  const rows = figures.map((figure) => [
    figure.name,
    `${number(figure.value)} ${figure.unit}`,
    figure.low === undefined || figure.high === undefined ? '' : `${number(figure.low)} .. ${number(figure.high)}`,
    figure.aim === undefined ? '' : `<= ${number(figure.aim)}`,
    figure.aim === undefined ? '' : figure.value <= figure.aim ? 'met' : 'MISSED',
    figure.note ?? '',
  ]);
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0), 0));
  let group = '';
  figures.forEach((figure, index) => {
    if (figure.group !== group) console.log(`\n${(group = figure.group)}`);
    const cells = rows[index] ?? [];
    const line = cells.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0),
    );
    console.log(`  ${line.join('  ')}`.trimEnd());
  });
}

/** @param {number} value */
function number(value) {
  if (Math.abs(value) >= 100) return String(Math.round(value));
  return value.toFixed(Math.abs(value) >= 10 ? 1 : 2);
}
