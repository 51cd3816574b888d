import { ensureChromium } from "./chromium";
import { INTERRUPTED, script } from "./shutdown";
import { runPlaywright, runVitest } from "./test-reports";

// The long proofs: thousands of payment sequences, every killed statement, deliberate faults, timing. `npm run test:proofs`, or
// those of some files: `npm run test:proofs -- payment-model`. Prints the proofs it ran.
await script(
  async () => {
    const pattern = process.argv.slice(2);
    const proofs = { PROOFS: "1" };
    const unit = await runVitest(["--passWithNoTests", ...pattern], proofs);
    ensureChromium();
    const browser = await runPlaywright(["--pass-with-no-tests", ...pattern], proofs);
    const tests = [...unit.tests, ...browser.tests];
    console.log("\nProofs that ran:");
    for (const { file, title, seconds, failed } of tests) console.log(`${failed ? "✗" : "✓"} ${Math.round(seconds)} s  ${file}: ${title}`);
    const failed = tests.filter((test) => test.failed).length + [unit, browser].filter(({ complete }) => !complete).length;
    console.log(`\n${tests.length - tests.filter((test) => test.failed).length} passed, ${failed} failed`);
    return failed === 0 && tests.length > 0 ? 0 : 1;
  },
  { interrupted: INTERRUPTED },
);
