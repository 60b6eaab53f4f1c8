import { useMutation } from "@tanstack/react-query"
import { KeyRound } from "lucide-react"
import { type FormEvent, useEffect, useRef, useState } from "react"
import { Button } from "../../components/button.tsx"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { Input } from "../../components/field.tsx"
import { focusFirstInvalid } from "../../components/focus-first-invalid.ts"
import { api } from "../../lib/api.ts"
import type { components } from "../../lib/api-schema.d.ts"
import { fieldMessage, Problem } from "../../lib/problem.ts"
import { textOf } from "./form-values.ts"
import { knowsPasskeys, signWithPasskey } from "./passkey.ts"
import { useEnter } from "./use-enter.ts"
import { words } from "./words.ts"

export type Needed = components["schemas"]["SecondFactorNeeded"]
type Way = Needed["methods"][number]

/** The second step of signing in: a code, a passkey or a recovery code, whichever the account has. */
export function SecondStep({ needed, onBack }: { needed: Needed; onBack: () => void }) {
  const ways = needed.methods.filter((way) => way !== "passkey" || knowsPasskeys())
  const [way, setWay] = useState<Way | undefined>(ways[0])
  const heading = useRef<HTMLHeadingElement>(null)
  const isTyped = way === "app" || way === "recovery-code"
  // The form that had the focus is gone. A field to type in takes it by itself.
  useEffect(() => {
    if (!isTyped) heading.current?.focus()
  }, [isTyped])
  return (
    <div className="door-fields">
      <div>
        <h3 className="door-step" ref={heading} tabIndex={-1}>
          {words.secondStep}
        </h3>
        {!isTyped && <p className="soft small">{way ? words.ways[way].say : words.nothingLeft}</p>}
      </div>
      {way === "passkey" && <PasskeyStep needed={needed} onBack={onBack} />}
      {isTyped && <CodeStep key={way} way={way} ticket={needed.ticket} onBack={onBack} />}
      <ul className="door-ways">
        {ways
          .filter((other) => other !== way)
          .map((other) => (
            <li key={other}>
              <button className="link small" type="button" onClick={() => setWay(other)}>
                {words.ways[other].instead}
              </button>
            </li>
          ))}
        <li>
          <button className="link small" type="button" onClick={onBack}>
            {words.backToPassword}
          </button>
        </li>
      </ul>
    </div>
  )
}

function CodeStep({ way, ticket, onBack }: { way: "app" | "recovery-code"; ticket: string; onBack: () => void }) {
  const [missing, setMissing] = useState<string>()
  const enter = useEnter((_timeZone, code: string) =>
    api.POST("/api/v1/auth/sign-in/second-factor", { body: { ticket, code } }),
  )
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => field.current?.focus(), [])
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    const form = event.currentTarget
    const code = textOf(form, "code").trim()
    setMissing(code === "" ? words.fill.code : undefined)
    if (code === "") focusFirstInvalid(form)
    else enter.mutate(code, { onError: () => focusFirstInvalid(form) })
  }
  const message = missing ?? fieldMessage(enter.error, "code")
  return (
    <form className="door-fields" noValidate onSubmit={submit}>
      {enter.error && message === undefined && <StepError error={enter.error} onBack={onBack} />}
      <Input
        ref={field}
        label={words.ways[way].label}
        hint={words.ways[way].say}
        name="code"
        autoComplete={way === "app" ? "one-time-code" : "off"}
        {...(way === "app" ? { inputMode: "numeric" as const } : { autoCapitalize: "characters" })}
        spellCheck={false}
        maxLength={60}
        error={message}
      />
      <Button type="submit" variant="primary" isWide isBusy={enter.isPending}>
        {words.signIn}
      </Button>
    </form>
  )
}

function PasskeyStep({ needed, onBack }: { needed: Needed; onBack: () => void }) {
  const { ticket, passkeyOptions } = needed
  const enter = useEnter((_timeZone, passkey: Awaited<ReturnType<typeof signWithPasskey>>) =>
    api.POST("/api/v1/auth/sign-in/second-factor", { body: { ticket, passkey } }),
  )
  const sign = useMutation({
    mutationFn: async () => passkeyOptions && signWithPasskey(passkeyOptions),
    onSuccess: (answer) => answer && enter.mutate(answer),
  })
  const error = sign.error ?? enter.error
  return (
    <>
      {error && <StepError error={error} onBack={onBack} />}
      <Button
        variant="primary"
        icon={KeyRound}
        isWide
        isBusy={sign.isPending || enter.isPending}
        onClick={() => sign.mutate()}
      >
        {words.usePasskey}
      </Button>
    </>
  )
}

/** A sign-in that has run out can only begin anew. */
function StepError({ error, onBack }: { error: Error; onBack: () => void }) {
  const isOver = error instanceof Problem && error.type === "sign-in-expired"
  return <ErrorNotice error={error}>{isOver && <Button onClick={onBack}>{words.beginAgain}</Button>}</ErrorNotice>
}
