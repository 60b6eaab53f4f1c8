import { execFileSync } from "node:child_process"
import { existsSync, readdirSync } from "node:fs"
import { join } from "node:path"

export const root = join(import.meta.dirname, "..")

const notOurs = /(^|\/)(node_modules|dist|\.cache|\.git|data|coverage)(\/|$)/

/** Every file of the project, from its folder, whether committed yet or not; without those git ignores. */
export function sourceFiles(): string[] {
  if (!existsSync(join(root, ".git"))) {
    const names = readdirSync(root, { recursive: true, withFileTypes: true })
    return names
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
      .filter((file) => !notOurs.test(file))
  }
  const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "-z"], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  })
  return listed.split("\0").filter((file) => file !== "" && existsSync(join(root, file)))
}
