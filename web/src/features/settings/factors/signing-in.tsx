import { useQuery, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { Button } from "../../../components/button.tsx"
import { ErrorNotice } from "../../../components/error-notice.tsx"
import { SkeletonLines } from "../../../components/skeleton.tsx"
import { AddPasskey } from "./add-passkey.tsx"
import { AppDialog } from "./app-dialog.tsx"
import { factorWords as words } from "./factor-words.ts"
import "./factors.css"
import { countFactors, type Factors, factorsQuery, type Passkey } from "./factors-query.ts"
import { OtherDevices } from "./other-devices.tsx"
import { PasskeyDialog } from "./passkey-dialog.tsx"
import { RemoveAppDialog, RemovePasskeyDialog } from "./remove-dialogs.tsx"
import { RenameDialog } from "./rename-dialog.tsx"
import { RenewCodesDialog } from "./renew-codes-dialog.tsx"

type Opened =
  | { dialog: "app" | "remove-app" | "passkey" | "codes" }
  | { dialog: "rename" | "remove-passkey"; passkey: Passkey }

/** How the learner signs in besides the password: authenticator app, passkeys, recovery codes. */
export function SigningIn() {
  const queryClient = useQueryClient()
  const { data: factors, error, refetch } = useQuery(factorsQuery)
  const [opened, setOpened] = useState<Opened>()
  const [known, setKnown] = useState<number>()
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />
  if (!factors) return <SkeletonLines widths={["70%", "60%", "75%"]} />
  const open = (next: Opened): void => {
    setKnown((before) => before ?? countFactors(factors))
    setOpened(next)
  }
  const close = (): void => {
    setOpened(undefined)
    void queryClient.invalidateQueries({ queryKey: factorsQuery.queryKey })
  }
  return (
    <>
      <p className="soft">{words.say}</p>
      {known !== undefined && known !== countFactors(factors) && <OtherDevices />}
      <div className="factor">
        <h3>{words.app}</h3>
        <p className="small quiet">
          {factors.app ? words.appSince(factors.app.addedAt, factors.app.lastUsedAt) : words.appNone}
        </p>
        {factors.app && !factors.app.isReadable && <p className="field-error">{words.appLost}</p>}
        <Button onClick={() => open({ dialog: factors.app ? "remove-app" : "app" })}>
          {factors.app ? words.appRemove : words.appSetUp}
        </Button>
      </div>
      <div className="factor">
        <h3>{words.passkeys}</h3>
        {factors.passkeys.length === 0 && <p className="small quiet">{words.passkeysNone}</p>}
        <PasskeyList passkeys={factors.passkeys} onOpen={open} />
        <AddPasskey factors={factors} onAdd={() => open({ dialog: "passkey" })} />
      </div>
      {factors.recoveryCodes && (
        <div className="factor">
          <h3>{words.codes}</h3>
          <p className="small quiet">
            {words.codesSay} {words.codesLeft(factors.recoveryCodes.left, factors.recoveryCodes.madeAt)}
          </p>
          <Button onClick={() => open({ dialog: "codes" })}>{words.codesRenew}</Button>
        </div>
      )}
      {opened && <OpenedDialog opened={opened} factors={factors} onClose={close} />}
    </>
  )
}

function PasskeyList({ passkeys, onOpen }: { passkeys: Passkey[]; onOpen: (opened: Opened) => void }) {
  if (passkeys.length === 0) return null
  return (
    <ul className="list">
      {passkeys.map((passkey) => (
        <li key={passkey.id} className="device">
          <div className="grow">
            <p className="passkey-name">{passkey.name}</p>
            <p className="small quiet">{words.passkeySince(passkey.createdAt, passkey.lastUsedAt, passkey.isSynced)}</p>
          </div>
          <Button
            variant="ghost"
            aria-label={words.renameLabel(passkey.name)}
            onClick={() => onOpen({ dialog: "rename", passkey })}
          >
            {words.rename}
          </Button>
          <Button
            variant="ghost"
            aria-label={words.removeLabel(passkey.name)}
            onClick={() => onOpen({ dialog: "remove-passkey", passkey })}
          >
            {words.remove}
          </Button>
        </li>
      ))}
    </ul>
  )
}

function OpenedDialog({ opened, factors, onClose }: { opened: Opened; factors: Factors; onClose: () => void }) {
  switch (opened.dialog) {
    case "app":
      return <AppDialog onClose={onClose} />
    case "remove-app":
      return <RemoveAppDialog factors={factors} onClose={onClose} />
    case "passkey":
      return <PasskeyDialog onClose={onClose} />
    case "rename":
      return <RenameDialog passkey={opened.passkey} onClose={onClose} />
    case "remove-passkey":
      return <RemovePasskeyDialog passkey={opened.passkey} factors={factors} onClose={onClose} />
    case "codes":
      return <RenewCodesDialog onClose={onClose} />
  }
}
