const FRAMES = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];

/**
 * Shows one step of a script while it runs, and how long it took. `note` reports its progress.
 * On a terminal the line is animated; elsewhere each step prints two lines.
 */
export async function step<T>(title: string, work: (note: (text: string) => void) => Promise<T>): Promise<T> {
  const started = Date.now();
  const seconds = () => `${((Date.now() - started) / 1000).toFixed(1)} s`;
  const animated = process.stdout.isTTY;
  let note = "";
  let frame = 0;
  const draw = () => {
    frame += 1;
    process.stdout.write(`\r\x1b[2K  ${FRAMES[frame % FRAMES.length]} ${title} ${note} ${seconds()}`);
  };
  const timer = animated ? setInterval(draw, 100) : undefined;
  if (!animated) console.log(`  … ${title}`);
  let mark = "✗";
  try {
    const result = await work((text) => {
      note = text;
    });
    mark = "✓";
    return result;
  } finally {
    clearInterval(timer);
    console.log(`${animated ? "\r\x1b[2K" : ""}  ${mark} ${title}${note === "" ? "" : ` (${note})`}, ${seconds()}`);
  }
}
