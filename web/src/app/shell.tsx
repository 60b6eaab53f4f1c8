import { useQuery } from "@tanstack/react-query"
import { Link, Outlet, useMatches, useRouterState } from "@tanstack/react-router"
import { Contrast, Menu as MenuIcon, Settings2, Wrench } from "lucide-react"
import { lazy, Suspense, useEffect, useRef, useState } from "react"
import { Brand } from "../components/brand.tsx"
import { IconButton } from "../components/button.tsx"
import { accountQuery, useChooseTheme } from "../features/accounts/index.ts"
import { todayQuery } from "../features/today/index.ts"
import { formatNumber } from "../lib/format.ts"
import { useStore } from "../lib/store.ts"
import { shownTheme } from "../lib/theme.ts"
import { places } from "./places.ts"
import { screenTitle } from "./screen-title.ts"
import { words } from "./words.ts"

const VerifyNotice = lazy(() =>
  import("../features/accounts/letters/verify-notice.tsx").then((module) => ({ default: module.VerifyNotice })),
)
const PhoneMenu = lazy(() => import("./phone-menu.tsx").then((module) => ({ default: module.PhoneMenu })))

/** The navigation and the screen beside it. */
export function Shell() {
  const hasRail = useMatches({ select: (matches) => matches.some((match) => match.staticData.hasRail) })
  const main = useFocusOnNewScreen()
  const account = useQuery(accountQuery).data
  const unverified = account?.emailVerifiedAt === null && !account.isDemo ? account : undefined
  return (
    <div className="app" data-nav={hasRail ? "rail" : undefined}>
      <a className="skip" href="#main">
        {words.skip}
      </a>
      <Sidebar />
      <TopBar />
      <main id="main" tabIndex={-1} ref={main}>
        {unverified && (
          <Suspense>
            <VerifyNotice account={unverified} />
          </Suspense>
        )}
        <Outlet />
      </main>
      <nav className="tabbar" aria-label={words.mainPhone}>
        {places.map(({ to, name, icon: Icon }) => (
          <Link key={to} to={to} activeOptions={{ exact: to === "/" }}>
            <Icon className="i" aria-hidden="true" />
            {name}
          </Link>
        ))}
      </nav>
    </div>
  )
}

function Sidebar() {
  const due = useQuery({ ...todayQuery, select: (today) => today.due.cards }).data ?? 0
  const isAdministrator = useQuery({ ...accountQuery, select: ({ role }) => role === "admin" }).data ?? false
  const switchTheme = useSwitchTheme()
  return (
    <nav className="nav" aria-label={words.main}>
      <Link className="brand" to="/" aria-label="StudyIn">
        <Brand />
      </Link>
      <ul>
        {places.map(({ to, name, icon: Icon }) => (
          <li key={to}>
            <Link className="nav-link" to={to} activeOptions={{ exact: to === "/" }}>
              <Icon className="i" aria-hidden="true" />
              <span>{name}</span>
              {to === "/review" && due > 0 && (
                <span className="count">
                  {formatNumber(due)}
                  <span className="sr"> {words.due}</span>
                </span>
              )}
            </Link>
          </li>
        ))}
      </ul>
      <ul className="nav-foot">
        <li>
          <button className="nav-link nav-button" type="button" onClick={switchTheme}>
            <Contrast className="i" aria-hidden="true" />
            <span>{words.theme}</span>
          </button>
        </li>
        {isAdministrator && (
          <li>
            <Link className="nav-link" to="/admin">
              <Wrench className="i" aria-hidden="true" />
              <span>{words.administration}</span>
            </Link>
          </li>
        )}
        <li>
          <Link className="nav-link" to="/settings">
            <Settings2 className="i" aria-hidden="true" />
            <span>{words.settings}</span>
          </Link>
        </li>
      </ul>
    </nav>
  )
}

function TopBar() {
  const title = useStore(screenTitle)
  const switchTheme = useSwitchTheme()
  const [isMenuOpen, setMenuOpen] = useState(false)
  return (
    <header className="topbar">
      <Link className="brand" to="/" aria-label="StudyIn">
        <Brand hasName={false} />
      </Link>
      <span className="grow clip strong">{title}</span>
      <IconButton icon={Contrast} label={words.switchTheme} onClick={switchTheme} />
      <IconButton icon={MenuIcon} label={words.menu} aria-haspopup="dialog" onClick={() => setMenuOpen(true)} />
      {isMenuOpen && (
        <Suspense>
          <PhoneMenu onClose={() => setMenuOpen(false)} />
        </Suspense>
      )}
    </header>
  )
}

function useSwitchTheme(): () => void {
  const choose = useChooseTheme()
  return () => choose(shownTheme() === "dark" ? "light" : "dark")
}

/** A new screen takes the focus, as a page load would: else a keyboard or screen reader stays in the old place. */
function useFocusOnNewScreen() {
  const main = useRef<HTMLElement>(null)
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname })
  const before = useRef(path)
  useEffect(() => {
    if (before.current !== undefined && path !== before.current) main.current?.focus({ preventScroll: true })
    before.current = path
  }, [path])
  return main
}
