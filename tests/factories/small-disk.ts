import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll } from "vitest";

/** Mounts a file system of this size for the tests of the calling file; undefined where only root may do so, or not even root. */
export function mountSmallDisk(kilobytes: number): string | undefined {
  const folder = mkdtempSync(path.join(os.tmpdir(), "small-disk-"));
  const { status } = spawnSync("mount", ["-t", "tmpfs", "-o", `size=${kilobytes}k`, "tmpfs", folder]);
  afterAll(() => {
    if (status === 0) spawnSync("umount", [folder]);
    rmSync(folder, { recursive: true });
  });
  return status === 0 ? folder : undefined;
}

/** Fills a disk to its last block. */
export function fillDisk(folder: string): void {
  const { bavail, bsize } = statfsSync(folder);
  writeFileSync(path.join(folder, "filler"), new Uint8Array(bavail * bsize));
}

export function freeDisk(folder: string): void {
  rmSync(path.join(folder, "filler"), { force: true });
}

/** Mounts a disk again so that nothing can be written to it, as after a fault. */
export function makeReadOnly(folder: string): void {
  if (spawnSync("mount", ["-o", "remount,ro", folder]).status !== 0) throw new Error(`${folder} can't be made read-only`);
}
