const FRAMES = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];

/**
 * Shows one step of a script while it is done, and how long it took. `note` tells how far it is.
 * On a terminal the line moves; elsewhere each step leaves two lines.
 */
export async function step<T>(title: string, work: (note: (text: string) => void) => Promise<T>): Promise<T> {
  const started = Date.now();
  const seconds = () => `${((Date.now() - started) / 1000).toFixed(1)} s`;
  const moving = process.stdout.isTTY;
  let note = "";
  let frame = 0;
  const draw = () => {
    frame += 1;
    process.stdout.write(`\r\x1b[2K  ${FRAMES[frame % FRAMES.length]} ${title} ${note} ${seconds()}`);
  };
  const timer = moving ? setInterval(draw, 100) : undefined;
  if (!moving) console.log(`  … ${title}`);
  let mark = "✗";
  try {
    const result = await work((text) => {
      note = text;
    });
    mark = "✓";
    return result;
  } finally {
    clearInterval(timer);
    console.log(`${moving ? "\r\x1b[2K" : ""}  ${mark} ${title}${note === "" ? "" : ` (${note})`}, ${seconds()}`);
  }
}
