import { execFileSync } from "node:child_process"
import { mkdirSync, rmSync, statfsSync, writeFileSync } from "node:fs"
import { join } from "node:path"

/** Why no disk of a test's own can be mounted here; undefined when one can. */
export function whyNoDisk(): string | undefined {
  if (process.platform !== "linux") return "disks in memory are mounted on Linux only"
  if (process.getuid?.() !== 0) return "only root mounts disks"
  return undefined
}

/** A disk in memory that is full soon. */
export interface SmallDisk {
  path: string
  freeBytes(): number
  /** Takes all room that is left but for so many bytes. */
  fill(leaveBytes?: number): void
  /** Gives back what `fill` took. */
  makeRoom(): void
  unmount(): void
}

/** @param owner user and group id of whoever writes to it */
export function mountSmallDisk(path: string, megabytes: number, owner = { uid: 0, gid: 0 }): SmallDisk {
  mkdirSync(path, { recursive: true })
  const options = `size=${megabytes}m,uid=${owner.uid},gid=${owner.gid},mode=700`
  execFileSync("mount", ["-t", "tmpfs", "-o", options, "tmpfs", path])
  const freeBytes = () => {
    const { bavail, bsize } = statfsSync(path)
    return bavail * bsize
  }
  // Hidden, so that it does not stand in the way of a program that wants an empty folder.
  let ballasts = 0
  return {
    path,
    freeBytes,
    fill(leaveBytes = 0) {
      const size = freeBytes() - leaveBytes
      if (size <= 0) return
      writeFileSync(join(path, `.ballast-${ballasts}`), Buffer.alloc(size))
      ballasts += 1
    },
    makeRoom() {
      for (; ballasts > 0; ballasts -= 1) rmSync(join(path, `.ballast-${ballasts - 1}`), { force: true })
    },
    unmount() {
      // Lazily: a process that was killed may not be gone yet.
      execFileSync("umount", ["-l", path])
      rmSync(path, { recursive: true, force: true })
    },
  }
}
