import { readFile } from "node:fs/promises"
import type { Page } from "playwright-core"
import { expect, it } from "vitest"
import { bookPdf, scannedPdf } from "../fixtures/pdf-documents.ts"
import { describeInBrowser, expectAccessible, expectAccessibleEverywhere, haveAccount } from "./harness.ts"

/** Chooses files in the library as the file dialog would. */
async function chooseFiles(page: Page, files: { name: string; bytes: Uint8Array; mimeType?: string }[]): Promise<void> {
  await page
    .locator("input[type=file]")
    .first()
    .setInputFiles(
      files.map(({ name, bytes, mimeType = "application/pdf" }) => ({ name, mimeType, buffer: Buffer.from(bytes) })),
    )
}

describeInBrowser("library", (session) => {
  it("teaches when it is empty, then shows files arriving, being prepared, failing and ready", async () => {
    const book = await bookPdf({ pages: 30 })
    const page = await session.newPage()
    await haveAccount(page)
    await page.goto("/library")
    await page.getByRole("heading", { name: "Drop a file to begin" }).waitFor()
    await expectAccessibleEverywhere(page, "library-empty")

    // A slow line, so that the bar of the upload can be seen.
    const network = await page.context().newCDPSession(page)
    await network.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: 60_000,
    })
    await chooseFiles(page, [
      { name: "book.pdf", bytes: book.bytes },
      { name: "scan.pdf", bytes: await scannedPdf() },
    ])
    await page.getByRole("heading", { name: "On their way" }).waitFor()
    await page.getByRole("progressbar", { name: "book.pdf" }).waitFor()
    await expectAccessible(page)
    await network.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput: -1,
    })
    await page.getByText("files are being prepared").waitFor()
    await page
      .getByText("Its text", { exact: false })
      .or(page.getByRole("list", { name: /Steps of/ }))
      .first()
      .waitFor()
    await page.getByText("This PDF contains pictures of pages but no text").waitFor()
    await page.getByRole("link", { name: book.title }).waitFor({ timeout: 60_000 })
    await page.getByText(`${book.pageCount} pages`).waitFor()
    await expectAccessibleEverywhere(page, "library")

    await chooseFiles(page, [{ name: "again.pdf", bytes: book.bytes }])
    await page.getByText("You have again.pdf already").waitFor()
    await page.getByRole("link", { name: "Open it" }).click()
    await page
      .getByRole("navigation", { name: "Outline" })
      .getByText(book.headings[0]?.title ?? "")
      .first()
      .waitFor()
  })

  it("adds pasted text; renames, tags, filters, downloads, deletes it and takes that back", async () => {
    const page = await session.newPage()
    await haveAccount(page)
    await page.goto("/library?add=text")
    const dialog = page.getByRole("dialog", { name: "Paste text" })
    await dialog.getByRole("button", { name: "Add text" }).click()
    await dialog.getByText("Give the text a title.").waitFor()
    await expectAccessible(page)
    const text = "# Kidney\n\nThe kidney filters the blood. The nephron is the working unit of the kidney.\n"
    await dialog.getByLabel("Title").fill("Notes on the kidney")
    await dialog.getByLabel("Text", { exact: true }).fill(text)
    await dialog.getByRole("button", { name: "Add text" }).click()
    await page.getByRole("link", { name: "Notes on the kidney" }).waitFor({ timeout: 60_000 })

    const menu = async (name: string, item: string): Promise<void> => {
      await page.getByRole("button", { name: `More for ${name}` }).click()
      await expectAccessible(page)
      await page.getByRole("menuitem", { name: item }).click()
    }
    await menu("Notes on the kidney", "Rename")
    await page.getByLabel("Title").fill("The kidney")
    await page.keyboard.press("Enter")
    await page.getByRole("link", { name: "The kidney" }).waitFor()

    await menu("The kidney", "Tags")
    await page.getByLabel("Add a tag").fill("renal")
    await page.keyboard.press("Enter")
    await page.getByRole("button", { name: "Remove the tag renal" }).waitFor()
    await expectAccessible(page)
    await page.getByRole("button", { name: "Done" }).click()
    await page.locator(".mat").getByText("renal").waitFor()

    const download = page.waitForEvent("download")
    await menu("The kidney", "Download original")
    expect((await download).suggestedFilename()).toBe("Notes on the kidney.txt")

    await menu("The kidney", "Delete")
    await page.getByRole("button", { name: "Undo" }).waitFor()
    await page.getByRole("heading", { name: "Drop a file to begin" }).waitFor()
    // The button that was pressed is gone with its row and its list: the keyboard goes on where they stood, not at the top of the page.
    await page.locator("main:focus").waitFor()
    await page.getByRole("button", { name: "Undo" }).click()
    await page.getByRole("link", { name: "The kidney" }).waitFor()
  })

  it("finds titles and passages", async () => {
    const book = await bookPdf({ pages: 40, seed: 3 })
    const page = await session.newPage()
    await haveAccount(page)
    await page.goto("/library")
    await chooseFiles(page, [{ name: "book.pdf", bytes: book.bytes }])
    await page.getByRole("link", { name: book.title }).waitFor({ timeout: 60_000 })

    await page.keyboard.press("/")
    await page.keyboard.type("human phisiology")
    await page.getByRole("heading", { name: "Titles" }).waitFor()
    await page.getByRole("link", { name: book.title, exact: true }).waitFor()

    const sentence = (book.paragraphs[40] ?? "").split(". ")[0] ?? ""
    await page.getByRole("searchbox", { name: "Search your library" }).fill(sentence)
    const hit = page
      .locator(".hit")
      .filter({ hasText: sentence.split(" ").slice(-3).join(" ") })
      .first()
    await hit.waitFor()
    await expectAccessibleEverywhere(page, "library-results")
    await hit.getByRole("link").click()
    const mark = page.locator("mark").first()
    await mark.waitFor()
    await expect.poll(() => isInSight(page, "mark")).toBe(true)
    await page.goBack()
    await page.locator(".hit").first().waitFor()

    await page.getByRole("searchbox", { name: "Search your library" }).fill("zzyzx")
    await page.getByText("Nothing in your library matches this").waitFor()
    await page.keyboard.press("Escape")
    await page.getByRole("link", { name: book.title, exact: true }).waitFor()
  })

  it("lets drafts be judged", async () => {
    const page = await session.newPage()
    await haveAccount(page)
    await page.goto("/library")
    // Sense is needed for questions to be drafted at all.
    const bytes = await readFile(new URL("../../server/demo/content/cardiac-cycle.md", import.meta.url))
    await chooseFiles(page, [{ name: "cardiac.md", mimeType: "text/markdown", bytes }])
    await page.getByRole("button", { name: "More for The Cardiac Cycle and Heart Failure" }).click({ timeout: 60_000 })
    await page.getByRole("menuitem", { name: "Details and questions" }).click()
    await page
      .getByRole("button", { name: /^Approve:/ })
      .first()
      .waitFor()
    await expectAccessibleEverywhere(page, "library-details")
    const drafts = await page.getByRole("button", { name: /^Approve:/ }).count()
    expect(drafts).toBeGreaterThanOrEqual(2)
    await page
      .getByRole("button", { name: /^Edit:/ })
      .first()
      .click()
    await page.getByRole("textbox", { name: "Question" }).fill("What regulates what?")
    await expectAccessible(page)
    await page.getByRole("button", { name: "Save" }).click()
    await page.getByRole("button", { name: "Approve: What regulates what?" }).click()
    await page.getByText("Approved. It is asked from now on.").waitFor()
    await page
      .getByRole("button", { name: /^Reject:/ })
      .first()
      .click()
    await page.getByText("Rejected. It is not made again.").waitFor()
    await expect.poll(() => page.getByRole("button", { name: /^Approve:/ }).count()).toBe(drafts - 2)
    await page.getByRole("tab", { name: /Questions and cards/ }).click()
    await page.getByText("What regulates what?").waitFor()
    await page.getByRole("tab", { name: "Summaries" }).click()
    await expectAccessible(page)
  })
})

function isInSight(page: Page, selector: string): Promise<boolean> {
  return page.evaluate(
    `(() => { const box = document.querySelector(${JSON.stringify(selector)})?.getBoundingClientRect(); return box !== undefined && box.top > 0 && box.bottom < innerHeight })()`,
  ) as Promise<boolean>
}
