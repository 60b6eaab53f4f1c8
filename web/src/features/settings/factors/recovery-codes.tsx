import { Button } from "../../../components/button.tsx"
import { Dialog } from "../../../components/dialog.tsx"
import { showToast } from "../../../components/toast.tsx"
import { factorWords as words } from "./factor-words.ts"

/** The codes, shown this once. Who closes it too early has new ones made. */
export function RecoveryCodes({ codes, onClose }: { codes: string[]; onClose: () => void }) {
  const text = `${codes.join("\n")}\n`
  async function copy(): Promise<void> {
    await navigator.clipboard.writeText(text)
    showToast({ text: words.codesCopied })
  }
  function save(): void {
    const link = document.createElement("a")
    const url = URL.createObjectURL(new Blob([text], { type: "text/plain" }))
    link.href = url
    link.download = words.codesFile
    link.click()
    URL.revokeObjectURL(url)
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={words.codesTitle}
      actions={
        <>
          {isSecureContext && <Button onClick={() => void copy()}>{words.codesCopy}</Button>}
          <Button onClick={save} data-autofocus>
            {words.codesSave}
          </Button>
          <Button variant="primary" onClick={onClose}>
            {words.codesKept}
          </Button>
        </>
      }
    >
      <p className="soft">{words.codesKeep}</p>
      <ul className="recovery-codes">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
