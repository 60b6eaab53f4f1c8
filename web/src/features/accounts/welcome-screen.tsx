import { useQuery } from "@tanstack/react-query"
import { getRouteApi, useNavigate } from "@tanstack/react-router"
import { BookOpenText, Lock, WifiOff } from "lucide-react"
import { useScreenTitle } from "../../app/screen-title.ts"
import { Brand } from "../../components/brand.tsx"
import { Button } from "../../components/button.tsx"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { api } from "../../lib/api.ts"
import { doorQuery } from "./letters/letter-queries.ts"
import "./accounts.css"
import { DoorHead } from "./door-head.tsx"
import { SignInForm } from "./sign-in-form.tsx"
import { SignUpForm } from "./sign-up-form.tsx"
import { useEnter } from "./use-enter.ts"
import { words } from "./words.ts"

const route = getRouteApi("/welcome")
const icons = [BookOpenText, Lock, WifiOff]

/** The door: create an account, sign in, or look round. */
export function WelcomeScreen() {
  useScreenTitle(words.welcome)
  const { form } = route.useSearch()
  const navigate = useNavigate()
  const state = useQuery(doorQuery)
  const demo = useEnter((timeZone) => api.POST("/api/v1/auth/demo", { body: { timeZone } }))
  const isSignIn = form === "sign-in"
  const show = (next: "sign-in" | "sign-up"): void => {
    void navigate({
      to: "/welcome",
      replace: true,
      search: (before) => ({
        ...("from" in before && { from: before.from }),
        ...(next === "sign-in" && { form: next }),
      }),
    })
  }
  return (
    <main className="door" id="main">
      <DoorHead>
        <span className="brand">
          <Brand />
        </span>
      </DoorHead>
      <div className="door-cols">
        <div className="door-say">
          <h1>{words.headline}</h1>
          <p className="door-lead">{words.lead}</p>
          <ul>
            {words.promises.map(([title, say], index) => {
              const Icon = icons[index] ?? BookOpenText
              return (
                <li key={title}>
                  <Icon className="i" aria-hidden="true" />
                  <div>
                    <p className="strong">{title}</p>
                    <p className="soft small">{say}</p>
                  </div>
                </li>
              )
            })}
          </ul>
        </div>
        <section className="sheet sheet-pad door-form" aria-labelledby="door-title">
          <h2 id="door-title">{isSignIn ? words.signIn : words.createAccount}</h2>
          {state.data && !state.data.hasAccounts && !isSignIn && <p className="small soft">{words.firstAccount}</p>}
          {isSignIn ? <SignInForm /> : <SignUpForm />}
          <p className="small soft door-switch">
            {isSignIn ? words.noAccount : words.haveAccount}{" "}
            <button className="link" type="button" onClick={() => show(isSignIn ? "sign-up" : "sign-in")}>
              {isSignIn ? words.createAccount : words.signIn}
            </button>
          </p>
          {state.data?.demo !== false && (
            <div className="door-demo">
              <Button isWide isBusy={demo.isPending} onClick={() => demo.mutate()}>
                {words.look}
              </Button>
              <p className="small quiet">{words.lookHint}</p>
              {demo.error && <ErrorNotice error={demo.error} />}
            </div>
          )}
        </section>
      </div>
    </main>
  )
}
